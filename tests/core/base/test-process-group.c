#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/process-group.h"

#include "limbeck-check.h"

/* A child that leads a group and lives until the descriptor that is returned is closed. */
static pid_t
fork_group (int *life)
{
  int   fds[2];
  char  byte;
  pid_t pid;

  ck_assert_int_eq (pipe (fds), 0);
  pid = fork ();
  if (pid == 0)
    {
      setpgid (0, 0);
      close (fds[1]);
      _exit (read (fds[0], &byte, 1));
    }
  setpgid (pid, pid);
  close (fds[0]);
  *life = fds[1];

  return pid;
}

START_TEST (a_running_process_is_alive)
  {
    int   life;
    pid_t pid = fork_group (&life);

    ck_assert (limbeck_process_group_is_alive (pid));
    close (life);
    waitpid (pid, NULL, 0);
  }
END_TEST

START_TEST (a_zombie_is_not_alive)
  {
    int       life;
    pid_t     pid = fork_group (&life);
    siginfo_t info;

    close (life);
    ck_assert_int_eq (waitid (P_PID, pid, &info, WEXITED | WNOWAIT), 0);
    ck_assert_int_eq (kill (-pid, 0), 0);
    ck_assert (!limbeck_process_group_is_alive (pid));
    waitpid (pid, NULL, 0);
    ck_assert (!limbeck_process_group_is_alive (pid));
  }
END_TEST

START_TEST (our_own_group_is_alive)
  {
    ck_assert (limbeck_process_group_is_alive (getpgrp ()));
  }
END_TEST

static Suite *
process_group_suite (void)
{
  Suite *suite = suite_create ("process-group");
  TCase *tcase = tcase_create ("process-group");

  tcase_add_test (tcase, a_running_process_is_alive);
  tcase_add_test (tcase, a_zombie_is_not_alive);
  tcase_add_test (tcase, our_own_group_is_alive);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (process_group_suite ());
}
