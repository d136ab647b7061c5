# TCP ports of this machine, and a first look at what answers there. Sourced by the scripts in deploy/.

# Whether something listens on the port.
port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The first free port from the given one upward.
free_port() {
    local port
    for ((port = $1; port < $1 + 500; port++)); do
        if ! port_taken "$port"; then
            printf '%s' "$port"
            return
        fi
    done
    fail "no free port between $1 and $port"
}

# Whether a GET of the path on the port answers 200; needs nothing but the shell.
answers_ok() {
    local status
    exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
    printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$2" >&3
    IFS= read -r -t 5 status <&3 || status=
    exec 3>&-
    [[ $status == *" 200 "* ]]
}
