import Postgres
import Records

/// Which roles an endpoint is for: from the table of legal acts and the guards of the facts, and for reads from the few words here.
struct AccessRule: Sendable {
    /// By "METHOD path" of each change: what it does, as `ops.legal_act` or the guard of a fact names it.
    static let acts: [String: String] = [
        "POST /v1/cases/{reference}/actions": "action draft", "PATCH /v1/actions/{reference}": "action amend",
        "POST /v1/actions/{reference}/propose": "action propose",
        "POST /v1/actions/{reference}/return": "action return",
        "POST /v1/actions/{reference}/withdraw": "action withdraw",
        "POST /v1/actions/{reference}/issue": "action issue",
        "POST /v1/actions/{reference}/revoke": "action revoke", "POST /v1/cases": "case_file open",
        "POST /v1/cases/{reference}/close": "case_file close",
        "POST /v1/cases/{reference}/recommendations": "recommendation",
        "POST /v1/cases/{reference}/answers": "gate_answer", "POST /v1/cases/{reference}/facts": "stated_fact",
        "POST /v1/cases/{reference}/decisions": "decision", "POST /v1/imports/history": "history_import",
        "POST /v1/imports/outlets": "import_batch", "PATCH /v1/jurisdiction": "jurisdiction amend",
        "POST /v1/people": "person appoint", "POST /v1/people/{id}/tokens": "access_token issue",
        "POST /v1/people/{id}/tokens/{number}/revoke": "access_token revoke",
        "POST /v1/people/{id}/accounts": "account",
        "POST /v1/people/{id}/roles": "role_grant grant", "POST /v1/people/{id}/dismiss": "person dismiss",
        "POST /v1/people/{id}/credentials": "credential issue",
        "POST /v1/people/{id}/credentials/{number}/revoke": "credential revoke",
        "POST /v1/people/{id}/subjects": "subject_binding bind",
        "POST /v1/people/{id}/subjects/{number}/unbind": "subject_binding unbind",
        "POST /v1/contact-keys": "contact_key propose",
        "POST /v1/contact-keys/{name}/confirmation": "contact_key confirm",
        "POST /v1/contact-keys/{name}/withdrawal": "contact_key withdraw",
        "POST /v1/nuisance-reports/{reference}/unsealings": "unsealing request",
        "POST /v1/unsealings/{number}/grant": "unsealing grant",
        "POST /v1/unsealings/{number}/refusal": "unsealing refuse",
        "POST /v1/unsealings/{number}/reading": "unsealing read",
        "POST /v1/nuisance-reports/{reference}/contact-hold": "contact_hold place",
        "POST /v1/nuisance-reports/{reference}/contact-hold/lifting": "contact_hold lift",
        "POST /v1/nuisance-reports/{reference}/contact-erasure": "contact_erasure request",
        "POST /v1/nuisance-reports/{reference}/contact-erasure/approval": "contact_erasure approve",
        "POST /v1/nuisance-reports/{reference}/contact-erasure/refusal": "contact_erasure refuse",
        "POST /v1/contact-retention": "contact_retention",
        "PUT /v1/evidence/{sha256}": "evidence receive", "PATCH /v1/evidence/{sha256}/upload": "evidence receive",
        "POST /v1/evidence/{sha256}/redactions": "evidence_redaction",
        "POST /v1/inspections/{id}/evidence": "evidence_attachment attach",
        "POST /v1/nuisance-reports/{reference}/evidence": "evidence_attachment attach",
        "POST /v1/cases/{reference}/evidence": "evidence_attachment attach",
        "POST /v1/attachments/{number}/detachment": "evidence_attachment detach",
        "POST /v1/evidence/{sha256}/hold": "evidence_hold place",
        "POST /v1/evidence/{sha256}/hold/lifting": "evidence_hold lift",
        "POST /v1/evidence-retention": "evidence_retention",
        "POST /v1/people/{id}/roles/confirmation": "role_grant confirm",
        "POST /v1/people/{id}/roles/refusal": "role_grant refuse",
        "POST /v1/integrity/settings": "integrity_setting", "POST /v1/draws": "draw",
        "POST /v1/draws/{reference}/result": "draw_result", "POST /v1/draws/{reference}/departures": "departure",
        "POST /v1/draws/{reference}/redraws": "redraw request", "POST /v1/redraws/{number}/approval": "redraw approve",
        "POST /v1/redraws/{number}/refusal": "redraw refuse",
        "POST /v1/back-checks/{number}/waiver-proposal": "back_check propose_waiver",
        "POST /v1/back-checks/{number}/waiver": "back_check waive",
        "POST /v1/back-checks/{number}/keeping": "back_check keep",
        "POST /v1/deputies": "deputy record", "POST /v1/deputies/{number}/end": "deputy end",
        "POST /v1/conflicts": "conflict_of_interest declare",
        "POST /v1/conflicts/{number}/end": "conflict_of_interest end", "PUT /v1/inspections/{id}": "inspection",
        "POST /v1/inspections/{id}/corrections": "correction", "POST /v1/inspections/{id}/voiding": "voiding",
        "POST /v1/outlets/{reference}/licences": "licence grant",
        "POST /v1/licences/{reference}/renew": "licence renew",
        "POST /v1/licences/{reference}/suspend": "licence suspend",
        "POST /v1/licences/{reference}/reinstate": "licence reinstate",
        "POST /v1/licences/{reference}/withdraw": "licence withdraw",
        "POST /v1/licences/{reference}/transfer": "licence transfer",
        "POST /v1/licences/{reference}/lapse": "licence lapse",
        "POST /v1/licences/{reference}/take-back": "licence take_back", "POST /v1/nuisance-reports": "nuisance_report",
        "POST /v1/nuisance-reports/{reference}/attributions": "attribution propose",
        "POST /v1/nuisance-reports/{reference}/closing": "nuisance_standing",
        "POST /v1/nuisance-reports/{reference}/reopening": "nuisance_standing", "POST /v1/outlets": "outlet register",
        "PATCH /v1/outlets/{reference}": "outlet amend", "POST /v1/outlets/{reference}/move": "outlet move",
        "POST /v1/outlets/{reference}/close": "outlet close", "POST /v1/outlets/{reference}/reopen": "outlet reopen",
        "POST /v1/parties": "party register", "PATCH /v1/parties/{reference}": "party amend",
        "POST /v1/outlets/{reference}/roles": "party_role begin",
        "POST /v1/outlets/{reference}/roles/{id}/end": "party_role end", "POST /v1/policy-packs": "policy_pack draft",
        "POST /v1/policy-packs/built-in": "policy_pack draft", "PATCH /v1/policy-packs/{number}": "policy_pack amend",
        "POST /v1/policy-packs/{number}/check": "policy_pack check",
        "POST /v1/policy-packs/{number}/propose": "policy_pack propose",
        "POST /v1/policy-packs/{number}/activate": "policy_pack activate",
        "POST /v1/policy-packs/{number}/withdraw": "policy_pack withdraw",
        "POST /v1/policy-packs/{number}/propose-end": "policy_pack propose_end",
        "POST /v1/policy-packs/{number}/confirm-end": "policy_pack end",
        "POST /v1/policy-packs/{number}/withdraw-end": "policy_pack withdraw_end",
    ]

    /// What changes nothing although it isn't GET, and what begins or ends the visitor's own sign-in.
    static let noActs: Set = [
        "POST /v1/policy-packs/compare", "POST /v1/policy-packs/check", "POST /v1/me/sign-out",
        "POST /v1/sessions",
    ]

    /// The reads that are not for everybody who works there.
    static let readers: [String: Set<String>] = {
        var readers: [String: Set<String>] = [
            "GET /v1/integrity/signals": ["integrity"], "GET /v1/people": ["administrator"],
            "GET /v1/people/{id}": ["administrator"],
            "GET /v1/replay": ["policy", "officer", "reviewer"],
            "GET /v1/policy-packs/built-in/text": ["policy", "officer", "reviewer", "administrator"],
        ]
        for kind in ExportKind.allCases {
            readers["GET /v1/exports/\(kind.rawValue)"] = ["policy", "officer", "reviewer"]
        }
        return readers
    }()

    /// The lists that everybody may ask for, with the roles that see in them what others wrote.
    static let seen: [String: Set<String>] = [
        "GET /v1/unsealings": ["officer", "reviewer", "administrator"],
        "GET /v1/draws": ["officer", "integrity"], "GET /v1/back-checks": ["officer", "integrity"],
    ]

    /// Where what the matrix sends is for fewer roles than the act: a draw for visits, which integrity doesn't open.
    static let narrower: [String: Set<String>] = ["POST /v1/draws": ["officer"]]

    /// Words of what somebody is told who doesn't see a record, or a person, for want of the role: that there is none.
    static let toldAsAbsent = [
        "POST /v1/nuisance-reports/{reference}/contact-hold/lifting": "contact_not_held",
        "POST /v1/nuisance-reports/{reference}/contact-erasure/refusal": "no_erasure_requested",
        "POST /v1/nuisance-reports/{reference}/contact-erasure/approval": "no_erasure_requested",
        "POST /v1/deputies": "There is no person intake.",
    ]

    /// What the matrix sends to no good, whoever sends it, with the reason; its roles are tested where it is at home.
    static let neverDone: [String: String] = [
        "PATCH /v1/evidence/{sha256}/upload": "A part of a file is never sent for a try.",
        "POST /v1/cases/{reference}/answers": "It names a question that a recommendation leaves open.",
        "POST /v1/cases/{reference}/facts": "It names a circumstance that a recommendation asks for.",
        "POST /v1/draws/{reference}/departures": "It is about a visit that departs from a draw.",
        "POST /v1/licences/{reference}/reinstate": "It rests on an action that is over or revoked.",
        "POST /v1/policy-packs/{number}/confirm-end": "It answers the proposal of an end.",
        "POST /v1/policy-packs/{number}/withdraw-end": "It takes back the proposal of an end.",
    ]

    /// By act, as the database has them.
    var roles: [String: Set<String>]

    init(_ db: Transaction) throws {
        var roles: [String: Set<String>] = [:]
        for row in try db.rows("SELECT object || ' ' || act AS act, roles FROM ops.legal_act") {
            roles[try row.get("act"), default: []].formUnion(try row.get("roles", as: [String].self))
        }
        let facts = try db.rows(
            """
            SELECT c.relname::text AS act, string_to_array(split_part(encode(t.tgargs, 'escape'), '\\000', 2), ',') AS roles
            FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
            WHERE t.tgfoid = 'ops.guard_fact()'::regprocedure
            """)
        for row in facts { roles[try row.get("act")] = Set(try row.get("roles", as: [String].self)) }
        self.roles = roles
    }

    /// Whether a person with these roles may get a success from the endpoint, about an object that is there.
    func allows(_ endpoint: String, _ held: [Role]) -> Bool {
        let held = Set(held.map(\.rawValue))
        if let few = Self.narrower[endpoint] { return !few.isDisjoint(with: held) }
        if let act = Self.acts[endpoint] {
            guard let allowed = roles[act] else { return false }
            return allowed == ["anyone"] || !allowed.isDisjoint(with: held)
        }
        if let readers = Self.readers[endpoint] { return !readers.isDisjoint(with: held) }
        return !held.subtracting(["intake"]).isEmpty
    }
}
