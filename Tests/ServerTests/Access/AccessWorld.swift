import Crypto
import Postgres
import Records
import Registry
import Sealing
import TestSupport
import Testing
import TestSupport

/// Two authorities in one server: in the first one a record of every kind, in both a visitor of every kind.
struct AccessWorld: Sendable {
    /// Who asks.
    struct Visitor: Sendable {
        let name: String
        let token: String?
        let roles: [Role]
        /// Whether the token is any good.
        let isKnown: Bool
    }

    /// Stands in records of the first authority alone.
    static let canary = "Zebrakanarie"

    let server: RunningServer
    /// In the authority that has the records.
    let own: [Visitor]
    /// In the other one.
    let others: [Visitor]
    /// What stands for a parameter of a path, by the path up to it.
    private(set) var subjects: [String: String] = [:]
    private(set) var digest = ""
    /// SHA-256 of a file that is attached to nothing.
    private(set) var copy = ""
    let unknownOutlet: String

    init(_ server: RunningServer) async throws {
        self.server = server
        own = try await Self.visitors(server.registry, server.authority)
        others = try await Self.visitors(server.registry, try await Authority.establish(server.registry, code: "0394"))
        unknownOutlet = try await server.database.admin.read {
            try $0.one("SELECT '0363-777-' || ops.check_character('0363-777')")
        }
        try await fill()
    }

    private static func visitors(_ registry: Registry, _ authority: Authority) async throws -> [Visitor] {
        func appoint(_ login: String) async throws -> (id: String, token: String) {
            let call = Call(by: authority.actor)
            let person = try await registry.appoint(NewPerson(name: login, login: login, roles: [.officer]), call)
            let id = "\(try BoundedJSON.parse(person.body)["id"]?.wholeNumber ?? 0)"
            let token = try await registry.issueToken(id, NewToken(label: "test", expiresInDays: 30), call)
            return (id, try BoundedJSON.parse(token.body)["token"]?.text ?? "")
        }
        let bare = try await appoint("bare")
        _ = try await registry.changeRole(
            bare.id, RoleChange(role: .officer, grant: false), Call(by: authority.actor))
        let left = try await appoint("left")
        _ = try await registry.dismiss(left.id, Reason("Left."), Call(by: authority.actor, expectedVersion: 1))
        return Role.allCases.map { Visitor(name: $0.rawValue, token: authority.tokens[$0], roles: [$0], isKnown: true) }
            + [
                Visitor(name: "without a role", token: bare.token, roles: [], isKnown: true),
                Visitor(name: "left", token: left.token, roles: [], isKnown: false),
                Visitor(name: "made up", token: "reg_" + String(repeating: "A", count: 43), roles: [], isKnown: false),
                Visitor(name: "nobody", token: nil, roles: [], isKnown: false),
            ]
    }

    private mutating func fill() async throws {
        let officer = server.client(.officer)
        let outlet = try await server.outletUnderRules()
        let named = try await officer.get("/v1/outlets/\(outlet)")
        _ = try await officer.patch(
            "/v1/outlets/\(outlet)", ["name": .string(Self.canary)], ifMatch: named.header("ETag"))
        let party = try await made(
            officer, "/v1/parties", ["kind": "natural", "name": .string(Self.canary)], "reference")
        let licence = try await made(
            officer, "/v1/outlets/\(outlet)/licences", ["holder": .string(party), "validFrom": "2026-01-01"],
            "reference")
        let id = "01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b"
        let visit = try await server.client(.inspector).send(
            "PUT", "/v1/inspections/\(id)",
            Samples.inspection(outlet, [["criterion": "J", "result": "fail"]]).bytes())
        let file = try visit.json["case"]?.text ?? ""
        let decided = try await officer.post("/v1/cases/\(file)/decisions", ["choice": "follow"])
        let drafted = try await officer.post("/v1/cases/\(file)/actions", ["text": .string(Self.canary)])
        let action = try drafted.json["reference"]?.text ?? ""
        digest = try await officer.act("/v1/actions/\(action)/propose", drafted).json["digest"]?.text ?? ""
        let administrator = server.client(.administrator)
        let key = try #require(ContactKey(newNamed: "2026"))
        _ = try await administrator.post("/v1/contact-keys", ["publicKey": .string(key.publicHalf.text)])
        _ = try await server.client(.reviewer).post("/v1/contact-keys/2026/confirmation", [:])
        let report = try await made(
            officer, "/v1/nuisance-reports",
            [
                "category": "noise", "occurredAt": "2026-10-01T12:00:00Z", "address": .string(Self.canary),
                "description": .string(Self.canary), "contact": ["name": .string(Self.canary)],
            ], "reference")
        let unsealing = try await made(
            officer, "/v1/nuisance-reports/\(report)/unsealings", ["purpose": .string("\(Self.canary) asks.")], "number"
        )
        let photo = try await photographed("a counter", by: officer)
        copy = try await photographed("a counter without people", by: officer)
        let attachment = try await made(
            officer, "/v1/cases/\(file)/evidence", ["sha256": .string(photo), "description": .string(Self.canary)],
            "number")
        _ = try await photographed("a street", by: server.client(.intake))
        let people = try await administrator.get("/v1/people").json["items"]?.items ?? []
        let person = people.first { $0["name"] == "Person officer" }
        let role = try await officer.post(
            "/v1/outlets/\(outlet)/roles", ["party": .string(party), "role": "operator", "validFrom": "2026-01-01"])
        let deputy = try await made(
            administrator, "/v1/deputies",
            ["person": "intake", "deputy": "policy", "startsOn": "2026-01-01", "endsOn": "2026-02-01"], "id")
        let conflict = try await made(
            officer, "/v1/conflicts",
            ["person": "policy", "outlet": .string(outlet), "why": .string("\(Self.canary) is a cousin.")], "id")
        subjects = [
            "/v1/outlets/": outlet, "/v1/parties/": party, "/v1/licences/": licence, "/v1/inspections/": id,
            "/v1/cases/": file, "/v1/actions/": action, "/v1/nuisance-reports/": report, "/v1/policy-packs/": "1",
            "/v1/people/": "\(person?["id"]?.wholeNumber ?? 0)",
            "/tokens/": "\(person?["tokens"]?.items?.first?["id"]?.wholeNumber ?? 0)",
            "/roles/": "\(try role.json["id"]?.wholeNumber ?? 1)", "/v1/deputies/": deputy, "/v1/conflicts/": conflict,
            "/v1/evidence/": photo, "/v1/attachments/": attachment, "/v1/contact-keys/": "2026",
            "/v1/unsealings/": unsealing, "/credentials/": "1", "/subjects/": "1",
            "/v1/draws/": try await drawn(outlet), "/v1/redraws/": "1", "/v1/back-checks/": "1",
            "/v1/recommendations/": "1", "/v1/decisions/": "\(try decided.json["id"]?.wholeNumber ?? 1)",
        ]
        for (path, subject) in subjects { try #require(!subject.isEmpty && subject != "0", "\(path)") }
    }

    /// A file that is sent; gives its SHA-256.
    private func photographed(_ what: String, by client: Client) async throws -> String {
        let bytes = TestEvidence.photo(what)
        let name = FileDigest(bytes: SHA256.hash(data: bytes))?.text ?? ""
        let reply = try await client.send("PUT", "/v1/evidence/\(name)", bytes)
        guard reply.status == 201 else { throw UnexpectedReply(text: String(decoding: reply.body, as: UTF8.self)) }
        return name
    }

    /// A draw for an outlet where nobody was yet, settled, with a redraw that was asked for; and a back-check past the guards.
    private func drawn(_ visited: String) async throws -> String {
        let officer = server.client(.officer)
        let other = try await officer.post("/v1/outlets", Samples.outlet(2)).json["reference"] ?? .null
        let today: String = try await server.database.admin.query(
            "SELECT (now() AT TIME ZONE 'Europe/Amsterdam')::date::text"
        ) { try $0[0].decode(String.self, 0) }
        let draw = try await made(
            officer, "/v1/draws", ["firstDay": .string(today), "lastDay": .string(today), "outlets": [other]],
            "reference")
        try await TestLog.catchUp(server.database)
        _ = try await made(officer, "/v1/draws/\(draw)/result", [:], "reference")
        _ = try await made(
            officer, "/v1/draws/\(draw)/redraws", ["why": .string("\(Self.canary) has fallen ill.")], "reference")
        _ = try await server.database.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            try db.execute(
                """
                INSERT INTO registry.back_check (jurisdiction_id, draw_id, inspection_id, outlet_id, status, act, changed_by)
                SELECT i.jurisdiction_id, d.id, i.id, i.outlet_id, 'due', 'draw', i.recorded_by
                FROM registry.inspection AS i JOIN registry.outlet AS o ON o.id = i.outlet_id AND o.reference = \(visited)
                JOIN registry.draw AS d ON d.jurisdiction_id = i.jurisdiction_id LIMIT 1
                """)
        }
        return draw
    }

    private func made(_ client: Client, _ path: String, _ body: JSONValue, _ key: String) async throws -> String {
        let reply = try await client.post(path, body)
        guard reply.status == 201, let made = try reply.json[key] else {
            throw UnexpectedReply(text: path + " " + String(decoding: reply.body, as: UTF8.self))
        }
        return made.text ?? "\(made.wholeNumber ?? 0)"
    }

    /// The records in other states, past the guards. Pass by pass each kind takes the next of its states.
    func put(intoStates pass: Int) async throws {
        @Sendable func state(_ states: [String]) -> String { states[pass % states.count] }
        _ = try await server.database.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            let action = state(["proposed", "draft", "issued", "revoked", "withdrawn"])
            let isSigned = action == "issued" || action == "revoked"
            try db.execute(
                """
                UPDATE registry.action SET status = \(action), reason = 'For the matrix.', proposed_at = now(),
                    issued_by = CASE WHEN \(isSigned)::boolean THEN proposed_by + 1 END,
                    issued_at = CASE WHEN \(isSigned)::boolean THEN now() END
                """)
            try db.execute(
                "UPDATE registry.case_file SET status = \(state(["open", "closed"])), reason = 'For the matrix.'")
            try db.execute(
                """
                UPDATE registry.licence SET reason = 'For the matrix.', status = \(state(["valid", "suspended", "withdrawn", "lapsed", "transferred"])),
                    ends_on = CASE WHEN \(pass % 5 > 1)::boolean THEN current_date + 30 END
                """)
            try db.execute(
                """
                UPDATE registry.outlet SET status = \(state(["active", "active", "closed"])), reason = 'x',
                    effective_on = current_date WHERE reference LIKE '0363%'
                """)
            try db.execute(
                """
                UPDATE registry.policy_pack SET status = \(state(["active", "proposed", "draft", "withdrawn"])), reason = 'x',
                    activated_by = CASE WHEN \(pass % 4 == 0)::boolean THEN proposed_by + 1 END,
                    activated_at = CASE WHEN \(pass % 4 == 0)::boolean THEN now() END
                """)
            try db.execute(
                """
                UPDATE registry.back_check SET status = \(state(["due", "waiver_proposed", "waived"])), reason = 'For the matrix.'
                """)
            try db.execute(
                "UPDATE registry.redraw SET status = \(state(["requested", "requested", "refused"])), reason = 'For the matrix.'"
            )
            for name in ["draw_result", "assignment"] {
                try db.execute("ALTER TABLE registry.\(identifier: name) DISABLE TRIGGER append_only")
                try db.execute(
                    """
                    UPDATE registry.\(identifier: name)
                    SET shown_from = now() + \(state(["-1 day", "1 day"]))::text::interval
                    """)
                try db.execute("ALTER TABLE registry.\(identifier: name) ENABLE ALWAYS TRIGGER append_only")
            }
            try db.execute(
                "UPDATE registry.deputy SET status = \(state(["standing", "ended"])), reason = 'For the matrix.'")
            try db.execute(
                """
                UPDATE registry.conflict_of_interest SET status = \(state(["standing", "standing", "ended"])),
                    reason = 'For the matrix.'
                """)
        }
    }
}
