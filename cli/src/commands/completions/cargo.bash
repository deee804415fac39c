
# Where no value matches, file names would be offered; these options take none.
_cargo_bedrock_profiles_or_nothing() {
    _cargo_bedrock_profiles "$@"
    case "$3" in
        VALUE_OPTIONS)
            compopt +o default +o bashdefault 2>/dev/null
            ;;
    esac
    return 0
}

# `cargo bedrock-profiles` like `cargo-bedrock-profiles`; all else of cargo as before.
_cargo_with_bedrock_profiles() {
    local at=1
    while [[ "${COMP_WORDS[at]}" == [-+]* ]]; do
        at=$((at + 1))
    done
    if [[ "${at}" -lt "${COMP_CWORD}" && "${COMP_WORDS[at]}" == bedrock-profiles ]]; then
        COMP_WORDS=(cargo-bedrock-profiles "${COMP_WORDS[@]:at+1}")
        COMP_CWORD=$((COMP_CWORD - at))
        compopt -o default -o bashdefault 2>/dev/null
        _cargo_bedrock_profiles_or_nothing cargo-bedrock-profiles "$2" "$3"
        return 0
    fi
    if [[ -z "${_cargo_before_bedrock_profiles}" ]]; then
        # Cargo's own completions are loaded when they are first asked for, and take this place.
        if declare -F _comp_load >/dev/null; then
            _comp_load cargo
        elif declare -F _completion_loader >/dev/null; then
            _completion_loader cargo
        fi
        _cargo_bedrock_profiles_before_cargo
    fi
    if [[ -n "${_cargo_before_bedrock_profiles}" ]]; then
        "${_cargo_before_bedrock_profiles}" "$@"
    fi
}

_cargo_bedrock_profiles_before_cargo() {
    local registered
    registered=$(complete -p cargo 2>/dev/null)
    if [[ "${registered}" =~ \ -F\ ([^\ ]+) && "${BASH_REMATCH[1]}" != _cargo_with_bedrock_profiles ]]; then
        _cargo_before_bedrock_profiles="${BASH_REMATCH[1]}"
    fi
    complete -F _cargo_with_bedrock_profiles cargo
}

complete -F _cargo_bedrock_profiles_or_nothing -o bashdefault -o default cargo-bedrock-profiles
_cargo_bedrock_profiles_before_cargo
