#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

/*
 * libpq is loaded when the first connection is opened. With it come thirty libraries for Kerberos, LDAP and TLS, and loading them costs
 * as much time as reading a thousand revision files, which those commands need not pay that ask no database.
 */
#define LIMBECK_LIBPQ_FUNCTIONS(F)                                                                 \
  F (PQbackendPID)                                                                                 \
  F (PQcancel)                                                                                     \
  F (PQclear)                                                                                      \
  F (PQconnectPoll)                                                                                \
  F (PQconnectStartParams)                                                                         \
  F (PQconnectionNeedsPassword)                                                                    \
  F (PQconsumeInput)                                                                               \
  F (PQdb)                                                                                         \
  F (PQerrorMessage)                                                                               \
  F (PQescapeIdentifier)                                                                           \
  F (PQescapeLiteral)                                                                              \
  F (PQfinish)                                                                                     \
  F (PQflush)                                                                                      \
  F (PQfreeCancel)                                                                                 \
  F (PQfreemem)                                                                                    \
  F (PQgetCancel)                                                                                  \
  F (PQgetResult)                                                                                  \
  F (PQgetisnull)                                                                                  \
  F (PQgetvalue)                                                                                   \
  F (PQhost)                                                                                       \
  F (PQhostaddr)                                                                                   \
  F (PQisBusy)                                                                                     \
  F (PQnfields)                                                                                    \
  F (PQntuples)                                                                                    \
  F (PQport)                                                                                       \
  F (PQresultErrorField)                                                                           \
  F (PQresultErrorMessage)                                                                         \
  F (PQresultStatus)                                                                               \
  F (PQsendQuery)                                                                                  \
  F (PQsendQueryParams)                                                                            \
  F (PQserverVersion)                                                                              \
  F (PQsetErrorVerbosity)                                                                          \
  F (PQsetNoticeReceiver)                                                                          \
  F (PQsetnonblocking)                                                                             \
  F (PQsocket)                                                                                     \
  F (PQstatus)                                                                                     \
  F (PQuser)

/** LimbeckLibpq: the functions of libpq that are used, each under its own name; %NULL before limbeck_libpq_load(). */
typedef struct
{
#define LIMBECK_LIBPQ_MEMBER(name) __typeof__ (name) *name;
  LIMBECK_LIBPQ_FUNCTIONS (LIMBECK_LIBPQ_MEMBER)
#undef LIMBECK_LIBPQ_MEMBER
} LimbeckLibpq;

extern LimbeckLibpq limbeck_libpq;

/**
 * limbeck_libpq_load:
 * @error: LIMBECK_DATABASE_ERROR_REFUSED
 *
 * May be called from any thread, and again.
 *
 * Returns: whether libpq can be used
 */
gboolean limbeck_libpq_load (GError **error) G_GNUC_WARN_UNUSED_RESULT;

#define PQbackendPID limbeck_libpq.PQbackendPID
#define PQcancel limbeck_libpq.PQcancel
#define PQclear limbeck_libpq.PQclear
#define PQconnectPoll limbeck_libpq.PQconnectPoll
#define PQconnectStartParams limbeck_libpq.PQconnectStartParams
#define PQconnectionNeedsPassword limbeck_libpq.PQconnectionNeedsPassword
#define PQconsumeInput limbeck_libpq.PQconsumeInput
#define PQdb limbeck_libpq.PQdb
#define PQerrorMessage limbeck_libpq.PQerrorMessage
#define PQescapeIdentifier limbeck_libpq.PQescapeIdentifier
#define PQescapeLiteral limbeck_libpq.PQescapeLiteral
#define PQfinish limbeck_libpq.PQfinish
#define PQflush limbeck_libpq.PQflush
#define PQfreeCancel limbeck_libpq.PQfreeCancel
#define PQfreemem limbeck_libpq.PQfreemem
#define PQgetCancel limbeck_libpq.PQgetCancel
#define PQgetResult limbeck_libpq.PQgetResult
#define PQgetisnull limbeck_libpq.PQgetisnull
#define PQgetvalue limbeck_libpq.PQgetvalue
#define PQhost limbeck_libpq.PQhost
#define PQhostaddr limbeck_libpq.PQhostaddr
#define PQisBusy limbeck_libpq.PQisBusy
#define PQnfields limbeck_libpq.PQnfields
#define PQntuples limbeck_libpq.PQntuples
#define PQport limbeck_libpq.PQport
#define PQresultErrorField limbeck_libpq.PQresultErrorField
#define PQresultErrorMessage limbeck_libpq.PQresultErrorMessage
#define PQresultStatus limbeck_libpq.PQresultStatus
#define PQsendQuery limbeck_libpq.PQsendQuery
#define PQsendQueryParams limbeck_libpq.PQsendQueryParams
#define PQserverVersion limbeck_libpq.PQserverVersion
#define PQsetErrorVerbosity limbeck_libpq.PQsetErrorVerbosity
#define PQsetNoticeReceiver limbeck_libpq.PQsetNoticeReceiver
#define PQsetnonblocking limbeck_libpq.PQsetnonblocking
#define PQsocket limbeck_libpq.PQsocket
#define PQstatus limbeck_libpq.PQstatus
#define PQuser limbeck_libpq.PQuser
