# The story that deploy/quickstart tells, sourced by it: its people, its steps, and what shows that a step has been done.

# The people of the story, their roles and names. Piet reviews too, so that only four eyes keep him from issuing.
people=(
    "p.devries|officer,reviewer|Piet de Vries"
    "k.yilmaz|officer,reviewer|Kemal Yilmaz"
    "s.bakker|inspector|Selin Bakker"
    "n.amari|policy|Nadia Amari"
)
administrator="a.jansen"
authority=0363
list=deploy/samples/nl_amsterdam_gedooglijst_2026-03-05.csv
pack=nl/amsterdam/two-step
pack_version=2018-2019

tell() {
    unless "signed_in $administrator" "Amsterdam is set up, and its administrator, $administrator, signs in" establish
    for person in "${people[@]}"; do
        IFS='|' read -r login roles name <<< "$person"
        unless "signed_in $login" "$name is appointed ($roles) and signs in" appoint "$login" "$roles" "$name"
    done
    unless is_sealed "$administrator makes a key to which contacts of reporters are sealed; k.yilmaz, another person, confirms it" seal
    unless "is_pack proposed active" "n.amari proposes the pack $pack (known from a secondary summary; it says so)" adopt
    unless "is_pack active" "k.yilmaz, another person, activates it" activate
    unless outlet "p.devries loads the 167 addresses of Amsterdam's list of tolerated outlets" import
    step "The same list once more changes nothing" import
    unless the_case "s.bakker logs an inspection with two failed criteria (made up, at a real address)" inspect
    unless is_decided "p.devries asks what the rules say, and why" explain
    unless is_decided "p.devries follows the recommendation" decide
    unless action "p.devries drafts the action" draft
    unless "is_past draft" "p.devries proposes it" propose
    unless "is_past draft proposed" "p.devries may not issue what p.devries drafted" refuse_issue
    unless "is_past draft proposed" "k.yilmaz issues it" issue
    unless second_case "s.bakker logs an inspection of another outlet (made up too); its case is left to you" inspect_second
    step "What the inspections say, with 95 % intervals" as n.amari stats run violation-rate
    step "The figures and the records are exported" export_all
}

# --- steps ---------------------------------------------------------------------------------------------------------

# Where the authority was set up and the token did not reach anybody, another token is issued.
establish() {
    local token=$private/token common=(--token-file "$private/token" --data "$data")
    if ! program registryd token issue "$administrator" --jurisdiction "$authority" --label quickstart "${common[@]}" \
        > "$private/said" 2>&1; then
        grep -q "There is no jurisdiction $authority" "$private/said" || { cat "$private/said" >&2; exit 1; }
        program registryd jurisdiction establish "$authority" --name Amsterdam --time-zone Europe/Amsterdam \
            --languages nl,en --bounds 4.72,52.27,5.08,52.44 --administrator "$administrator" \
            --administrator-name "Anna Jansen" --label quickstart "${common[@]}"
    fi
    sign_in "$administrator" < "$token"
    rm -f "$token" "$private/said"
}

# sign_in LOGIN < TOKEN
sign_in() { program registryctl login --server "$(server)" --context "$1" --quiet; }

appoint() {
    local options=() role number
    number=$(person "$1")
    if [ -z "$number" ]; then
        for role in ${2//,/ }; do options+=(--role "$role"); done
        as "$administrator" people appoint --login "$1" --name "$3" "${options[@]}"
        number=$(person "$1")
    fi
    as "$administrator" people token "$number" --label quickstart | sign_in "$1"
}

# A key that nobody has heard of opens nothing, so a file that an earlier run left is no loss.
seal() {
    if ! contact_key proposed; then
        rm -f "$private/contact.key"
        as "$administrator" contact key create --name officers
    fi
    as k.yilmaz contact key confirm officers
}

adopt() { as n.amari policy adopt "$pack" --version "$pack_version" --from 2026-01-01; }

activate() { as k.yilmaz policy activate "$pack" --version "$pack_version"; }

import() { as p.devries import outlets "$list" --profile amsterdam --apply; }

inspect() {
    as p.devries outlet show "$(outlet)"
    as s.bakker inspection log "$(outlet)" --fail A,G --value G=6.2g --pass H,J --not-checked O \
        --remark "A=made up for this story"
}

inspect_second() {
    as s.bakker inspection log "$(second_outlet)" --fail A --pass H,J --not-checked O --remark "A=made up for this story"
}

explain() { as p.devries recommendation explain "$(the_case)"; }

decide() { as p.devries recommendation follow "$(the_case)"; }

draft() {
    as p.devries action draft "$(the_case)" \
        --text "Warning letter: advertising, and more than 5 g in one transaction."
}

propose() { as p.devries action propose "$(action)"; }

refuse_issue() {
    local action code=0
    action=$(action)
    as p.devries action issue "$action" --confirm "$action" || code=$?
    [ "$code" -eq 5 ] || { echo "error: four eyes should have refused this with exit code 5; it was $code." >&2; exit 1; }
}

issue() {
    local action
    action=$(action)
    as k.yilmaz action issue "$action" --confirm "$action"
}

export_all() {
    local kind
    mkdir -p "$folder/export"
    for kind in outlets inspections actions; do
        as n.amari export "$kind" --format csv --force --out "$folder/export/$kind.csv"
    done
}

# --- what is there -------------------------------------------------------------------------------------------------

server() { grep -o 'listens on http://.*' "$log" | tail -n 1 | cut -d ' ' -f 3; }

# Whether the token of that person works on the server as it runs now.
signed_in() { program registryctl whoami --context "$1" --quiet > /dev/null 2>&1; }

# The number of the person with that login; nothing where there is none.
person() {
    ask "$administrator" people list --all --output tsv --no-header --columns id,logins \
        | awk -F '\t' -v login="$1" '$2 == login { print $1 }'
}

# contact_key STATUS: the contact key has it.
contact_key() { ask p.devries contact key list --output tsv --no-header --columns name,status | grep -x "officers"$'\t'"$1"; }

is_sealed() { contact_key active; }

# is_pack STATUS...: the pack has come as far as one of these.
is_pack() {
    local status
    status=$(ask n.amari policy list --output tsv --no-header --columns id,version,status \
        | awk -F '\t' -v pack="$pack" -v version="$pack_version" '$1 == pack && $2 == version && $3 != "withdrawn" { print $3 }')
    [[ -n $status && " $* " == *" $status "* ]]
}

# The place of the story is the first outlet; its first case, and in that the first action, are the story's. The case of
# the second outlet is left open for whoever looks around. Each fails where there is none.
outlet() { ask p.devries outlet list --limit 1 --output ref | grep .; }

the_case() { ask p.devries case list --outlet "$(outlet)" --all --output ref | sort | sed -n 1p | grep .; }

second_outlet() { ask p.devries outlet list --limit 2 --output ref | sed -n 2p | grep .; }

second_case() { ask p.devries case list --outlet "$(second_outlet)" --all --output ref | sort | sed -n 1p | grep .; }

is_decided() { ask p.devries case show "$(the_case)" --output json --fields decisions | grep '"choice"'; }

action() { ask p.devries action list --case "$(the_case)" --all --output ref | sort | sed -n 1p | grep .; }

# is_past STATUS...: the action has left these behind.
is_past() {
    local status
    status=$(ask p.devries action show "$(action)" --output json --fields status | grep -o '"[a-z]*"$' | tr -d '"')
    [[ -n $status && " $* " != *" $status "* ]]
}
