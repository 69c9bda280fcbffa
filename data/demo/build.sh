#!/bin/bash
# Where data/demo/run and tests/run build; sourced by both, which have set $root.

: "${root:?}"

# open_build NAME: sets $build to the directory for NAME, and keeps others out of it until close_build. It is among the
# user's caches if the checkout can't be written to. Meson keeps absolute paths, so what was built for another place, by a
# checkout that was moved or copied, is removed, and so is what was left half made.
open_build()
{
  build=$root/build-$1
  if [[ ! -w $root ]]; then
    build=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/limbeck/$(cksum <<<"$root" | cut -d' ' -f1)/build-$1
  fi
  mkdir -p -- "$build"
  exec {build_lock}<"$build"
  flock "$build_lock"
  if [[ ! -f $build/build.ninja || $(cat -- "$build/.checkout" 2>/dev/null) != "$root" ]]; then
    find "$build" -mindepth 1 -delete
    printf '%s\n' "$root" >"$build/.checkout"
  fi
}

close_build()
{
  exec {build_lock}<&-
}
