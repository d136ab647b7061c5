# Packages of the system: what is missing is named first, then installed. Sourced by the scripts in deploy/.

# Lines for the person at the terminal.
say() { printf '%s\n' "$@"; }

# One clear line on standard error, and the end of the script.
fail() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# Prints a script's own header comment, without the interpreter line: its help.
help_of() { sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$1"; }

# Runs a command with the rights to change the system: directly as root, else through sudo.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "needs root for: $* (run this as root, or install sudo)"
    fi
}

# Installs those of the named Debian packages that are not there yet.
need_packages() {
    local package missing=()
    command -v dpkg-query >/dev/null || fail "this is not a Debian system; install these yourself: $*"
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Installing with apt-get: ${missing[*]}"
    as_root apt-get update -qq || fail "apt-get update failed; is the network there?"
    # Debian's package would make and start a cluster of the system's on port 5432, which nobody here asked for.
    local quiet=/etc/postgresql-common/createcluster.d/praxis.conf
    as_root mkdir -p "${quiet%/*}"
    printf 'create_main_cluster = false\n' | as_root tee "$quiet" >/dev/null
    local result=0
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || result=$?
    as_root rm -f "$quiet"
    [ $result = 0 ] || fail "apt-get could not install: ${missing[*]}"
}

# swift build of a configuration, release or debug; always with the same settings, since others build everything again (as
# colors at a terminal would).
swift_build() { swift build --no-color-diagnostics --explicit-target-dependency-import-check error -c "$@"; }

# Swift is the one thing that Debian 12 does not package.
need_swift() {
    command -v swift >/dev/null || fail "swift is not in PATH; install Swift 6.3 from https://www.swift.org/install/linux/"
    case "$(swift --version 2>/dev/null)" in
        *"Swift version 6."[3-9]* | *"Swift version "[7-9]*) ;;
        *) fail "Swift 6.3 or later is needed, and this is: $(swift --version 2>/dev/null | head -n 1)" ;;
    esac
}
