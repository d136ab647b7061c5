# The checks of deploy/lint. Each prints its findings and counts itself in `found`.

found=0

# Prints findings, given on standard input, under a heading.
report() {
    local findings
    findings=$(cat)
    [ -n "$findings" ] || return 0
    printf '%s:\n%s\n' "$1" "$findings" >&2
    found=$((found + 1))
}

# Finds a Perl pattern in the text files below the given paths. This file and lint name what they forbid.
forbid() {
    local heading=$1 pattern=$2
    shift 2
    report "$heading" < <(find "$@" -type f ! -path deploy/lint ! -path deploy/lib/checks.sh ! -path '*/__pycache__/*' \
        ! -path '*/.pytest_cache/*' -print0 | xargs -0 -r grep -HnIsP -- "$pattern" || true)
}

# A type or function that other targets use says in one line what it is for. In an extension that adds a conformance the
# protocol has said so; operators say it by their sign, others by a name that the language or a protocol gave them.
package_declarations_are_documented() {
    report "a package declaration without a doc line" < <(find "$@" -name '*.swift' -print0 | xargs -0 -r awk '
        FNR == 1 { above = ""; conforming = 0 }
        /^[^ \t}]/ { conforming = /^(package )?extension [^{]*:/ }
        /^[ \t]*package ([a-z() ]+ )?(struct|enum|class|actor|protocol|func|typealias) / &&
            !conforming && !/func [^a-zA-Z_`]|func (append(Literal|Interpolation)|build[A-Z][A-Za-z]*|run)[(<]|func [a-z]+\(context:|typealias (ID|[A-Za-z]+(In|Out)) |enum CodingKeys/ && above !~ /^[ \t]*\/\/\// { print FILENAME ":" FNR ": " $0 }
        !/^[ \t]*@/ { above = $0 }')
}

# A file that is too long has two responsibilities.
files_are_short() {
    report "longer than $2 lines" < <(find "$1" -name '*.swift' -exec wc -l {} + | awk -v most="$2" '$2 != "total" && $1 > most { print $2 ": " $1 }')
}

# Safety that the compiler does not see is argued where it is claimed: a comment within the ten lines above.
unchecked_sendable_has_a_reason() {
    report "@unchecked Sendable or nonisolated(unsafe) without its reason above" < <(find "$1" -name '*.swift' -print0 | xargs -0 -r awk '
        FNR == 1 { comment = -99 }
        /^[ \t]*\/\// { comment = FNR; next }
        /@unchecked Sendable|nonisolated\(unsafe\)/ && FNR - comment > 10 { print FILENAME ":" FNR ": " $0 }')
}

# What a build, a test or an editor left behind is not part of the sources.
root_is_tidy() {
    report "a file that does not belong at the root" < <(find . -maxdepth 1 -type f -printf '%f\n' |
        grep -vxE '\.git|\.gitignore|\.swift-format|\.DS_Store|Package\.(swift|resolved)|README\.md|LICENSE' || true)
}

# Every script is sound and says what it does.
scripts_parse() {
    local script
    report "a script that does not parse, or whose header comment is no help" < <(
        find "$@" -type f -perm -u+x | while read -r script; do
            head -n 1 "$script" | grep -q bash || continue
            bash -n "$script" 2>&1 || true
            [ "$(sed -n 2p "$script" | cut -c1-2)" = "# " ] || printf '%s: no header comment\n' "$script"
        done)
}
