# What the scripts of this folder share.

say() { printf '%s\n' "$*" >&2; }
fail() { say "${0##*/}: $*"; exit 2; }

# need PACKAGE...: installs the Debian packages that are missing, one script at a time on this machine.
need() {
    local package missing=()
    for package in "$@"; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
    done
    [[ ${#missing[@]} -gt 0 ]] || return 0
    [[ $EUID -eq 0 ]] && type -P apt-get >/dev/null ||
        fail "needs ${missing[*]}, and can install packages only as root of a Debian system."
    say "installing ${missing[*]}"
    flock /var/lib/dpkg bash -c '
        install() { apt-get -qq -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@" >/dev/null; }
        export DEBIAN_FRONTEND=noninteractive
        install "$@" 2>/dev/null || { apt-get -qq update && install "$@"; }' - "${missing[@]}" >&2 ||
        fail "could not install ${missing[*]}."
}

# layer FOLDER TAR: the same bytes for the same files, whoever made them and when.
layer() { tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$1" -cf "$2" .; }
