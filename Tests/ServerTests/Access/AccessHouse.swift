import Crypto
import Postgres
import Records
import Registry
import Sealing
import TestSupport
import Testing

@testable import Server

/// One of the authorities of the matrix: a record of every kind, and a visitor of every kind.
struct AccessHouse: Sendable {
    /// Who asks.
    struct Visitor: Sendable {
        let name: String
        let token: String?
        let roles: [Role]
        /// Whether the token is any good.
        let isKnown: Bool
    }

    let server: RunningServer
    let authority: Authority
    /// Stands in records of this authority alone.
    let canary: String
    let visitors: [Visitor]
    /// What stands for a parameter of a path, by the path up to it; by the whole path of the route where it needs one of its own.
    private(set) var subjects: [String: String] = [:]
    private(set) var digest = ""
    /// SHA-256 of a file that is attached to nothing.
    private(set) var copy = ""
    private(set) var today = ""
    /// What bodies name beside the subjects.
    private(set) var secondOutlet = ""
    private(set) var heir = ""
    /// Nobody was there, and it is drawn for nowhere.
    private(set) var freeOutlet = ""

    init(_ server: RunningServer, _ authority: Authority, canary: String) async throws {
        (self.server, self.authority, self.canary) = (server, authority, canary)
        visitors = try await Self.visitors(server.registry, authority)
        today = try await server.database.admin.query(
            "SELECT (now() AT TIME ZONE 'Europe/Amsterdam')::date::text"
        ) { try $0[0].decode(String.self, 0) }
        try await fill()
    }

    func client(_ role: Role) -> Client { Client(port: server.port, token: authority.tokens[role]) }

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
        var several: [Visitor] = []
        for roles in [
            [Role.officer, .inspector], [.reviewer, .policy], [.inspector, .intake], [.administrator, .intake],
        ] {
            let login = roles.map(\.rawValue).joined(separator: "-")
            let made = try await registry.appoint(
                NewPerson(name: login, login: login, roles: roles), Call(by: authority.actor))
            let id = "\(try BoundedJSON.parse(made.body)["id"]?.wholeNumber ?? 0)"
            func token(_ scopes: [Role]) async throws -> String? {
                let new = NewToken(label: "test", expiresInDays: 30, scopes: scopes)
                let issued = try await registry.issueToken(id, new, Call(by: authority.actor))
                return try BoundedJSON.parse(issued.body)["token"]?.text
            }
            several.append(Visitor(name: login, token: try await token([]), roles: roles, isKnown: true))
            guard roles.contains(.officer) else { continue }
            several.append(
                Visitor(
                    name: "\(login) as inspector", token: try await token([.inspector]), roles: [.inspector],
                    isKnown: true))
        }
        return Role.allCases.map { Visitor(name: $0.rawValue, token: authority.tokens[$0], roles: [$0], isKnown: true) }
            + several
            + [
                Visitor(name: "without a role", token: bare.token, roles: [], isKnown: true),
                Visitor(name: "left", token: left.token, roles: [], isKnown: false),
                Visitor(name: "made up", token: "reg_" + String(repeating: "A", count: 43), roles: [], isKnown: false),
                Visitor(name: "nobody", token: nil, roles: [], isKnown: false),
            ]
    }

    private mutating func fill() async throws {
        let officer = client(.officer)
        let adopted = try await client(.policy).post(
            "/v1/policy-packs/built-in",
            ["id": "nl/amsterdam/two-step", "version": "2018-2019", "validFrom": "2020-01-01"])
        _ = try await client(.reviewer).act("\(try #require(adopted.header("Location")))/activate", adopted)
        let outlet = try await made(officer, "/v1/outlets", Samples.outlet(), "reference")
        let named = try await officer.get("/v1/outlets/\(outlet)")
        let renamed = try await officer.patch(
            "/v1/outlets/\(outlet)", ["name": .string(canary), "reason": "New sign."], ifMatch: named.header("ETag"))
        try #require(renamed.status == 200, "\(String(decoding: renamed.body, as: UTF8.self))")
        let party = try await made(
            officer, "/v1/parties", ["kind": "natural", "name": .string(canary)], "reference")
        let role = try await officer.post(
            "/v1/outlets/\(outlet)/roles", ["party": .string(party), "role": "operator", "validFrom": "2026-01-01"])
        let licence = try await made(
            officer, "/v1/outlets/\(outlet)/licences", ["holder": .string(party), "validFrom": "2026-01-01"],
            "reference")
        let id = Self.uuid()
        let visit = try await client(.inspector).send(
            "PUT", "/v1/inspections/\(id)",
            Samples.inspection(outlet, [["criterion": "J", "result": "fail"]]).bytes())
        let file = try visit.json["case"]?.text ?? ""
        let decided = try await officer.post("/v1/cases/\(file)/decisions", ["choice": "follow"])
        let drafted = try await officer.post("/v1/cases/\(file)/actions", ["text": .string(canary)])
        let action = try drafted.json["reference"]?.text ?? ""
        digest = try await officer.act("/v1/actions/\(action)/propose", drafted).json["digest"]?.text ?? ""
        let administrator = client(.administrator)
        let keyName = "1\(authority.code)"
        let key = try #require(ContactKey(newNamed: keyName))
        _ = try await administrator.post("/v1/contact-keys", ["publicKey": .string(key.publicHalf.text)])
        _ = try await client(.reviewer).post("/v1/contact-keys/\(keyName)/confirmation", [:])
        let report = try await made(
            officer, "/v1/nuisance-reports",
            [
                "category": "noise", "occurredAt": "2026-10-01T12:00:00Z", "address": .string(canary),
                "description": .string(canary), "contact": ["name": .string(canary)],
            ], "reference")
        let unsealing = try await made(
            officer, "/v1/nuisance-reports/\(report)/unsealings", ["purpose": .string("\(canary) asks.")], "number"
        )
        let photo = try await photographed("a counter in \(authority.code)", by: officer)
        copy = try await photographed("a counter in \(authority.code) without people", by: officer)
        let attachment = try await made(
            officer, "/v1/cases/\(file)/evidence", ["sha256": .string(photo), "description": .string(canary)],
            "number")
        _ = try await photographed("a street in \(authority.code)", by: client(.intake))
        let ward = try await made(
            administrator, "/v1/people", ["name": "Ward", "login": "ward", "roles": ["officer"]], "id")
        let token = try await made(
            administrator, "/v1/people/\(ward)/tokens", ["label": "x", "expiresInDays": 9], "id")
        let credential = try await made(administrator, "/v1/people/\(ward)/credentials", ["expiresInDays": 9], "id")
        let bound: JSONValue = ["issuer": "https://id.example.nl", "subject": "f3a1"]
        _ = try await made(administrator, "/v1/people/\(ward)/subjects", bound, "id")
        let binding = try await newest("subject_binding")
        let candidate = try await made(
            administrator, "/v1/people", ["name": "Candidate", "login": "candidate", "roles": ["integrity"]], "id")
        let pack = try await made(
            client(.policy), "/v1/policy-packs/built-in",
            [
                "id": "nl/dordrecht/o", "version": "2008-2011", "validFrom": "2020-01-01",
                "besideReason": "nuisance follows a ladder of its own",
            ], "number")
        for (path, reason) in [
            ("contact-hold", "An objection is pending."), ("contact-erasure", "It was asked for by the reporter."),
        ] {
            _ = try await officer.post("/v1/nuisance-reports/\(report)/\(path)", ["reason": .string(reason)])
        }
        _ = try await officer.post("/v1/evidence/\(photo)/hold", ["reason": "An objection is pending."])
        let closed = try await made(
            officer, "/v1/nuisance-reports",
            [
                "category": "noise", "occurredAt": "2026-10-01T12:00:00Z", "address": .string(canary),
                "description": .string(canary),
            ], "reference")
        _ = try await officer.post("/v1/nuisance-reports/\(closed)/closing", ["reason": "It was heard by nobody else."])
        heir = try await made(officer, "/v1/parties", ["kind": "natural", "name": .string(canary)], "reference")
        let deputy = try await made(
            administrator, "/v1/deputies",
            ["person": "intake", "deputy": "policy", "startsOn": "2026-01-01", "endsOn": "2026-02-01"], "id")
        let conflict = try await made(
            officer, "/v1/conflicts",
            ["person": "policy", "outlet": .string(outlet), "why": .string("\(canary) is a cousin.")], "id")
        secondOutlet = try await made(officer, "/v1/outlets", Samples.outlet(2), "reference")
        let draw = try await drawn(outlet)
        let open: JSONValue = [
            "firstDay": .string(today), "lastDay": .string(today),
            "outlets": [.string(try await made(officer, "/v1/outlets", Samples.outlet(3), "reference"))],
        ]
        let later = try await made(
            officer, "/v1/outlets/\(secondOutlet)/licences", ["holder": .string(party), "validFrom": "2999-01-01"],
            "reference")
        subjects = [
            "/v1/outlets/": outlet, "/v1/parties/": party, "/v1/licences/": licence, "/v1/inspections/": id,
            "/v1/cases/": file, "/v1/actions/": action, "/v1/nuisance-reports/": report, "/v1/policy-packs/": pack,
            "/v1/people/": ward, "/tokens/": token,
            "/roles/": "\(try role.json["id"]?.wholeNumber ?? 1)", "/v1/deputies/": deputy, "/v1/conflicts/": conflict,
            "/v1/evidence/": photo, "/v1/attachments/": attachment, "/v1/contact-keys/": keyName,
            "/v1/unsealings/": unsealing, "/credentials/": credential, "/subjects/": binding,
            "/v1/draws/": draw, "/v1/redraws/": try await newest("redraw"),
            "/v1/back-checks/": try await newest("back_check"),
            "/v1/recommendations/": try await newest("recommendation"),
            "/v1/decisions/": "\(try decided.json["id"]?.wholeNumber ?? 1)",
        ]
        freeOutlet = try await made(officer, "/v1/outlets", Samples.outlet(4), "reference")
        let waiting = try await client(.inspector).send(
            "PUT", "/v1/inspections/\(Self.uuid())",
            Samples.inspection(
                try await made(officer, "/v1/outlets", Samples.outlet(5), "reference"),
                [["criterion": "J", "result": "fail"]]
            ).bytes())
        subjects["/v1/cases/{reference}/decisions"] = try waiting.json["case"]?.text ?? ""
        for act in ["close", "move"] { subjects["/v1/outlets/{reference}/\(act)"] = freeOutlet }
        subjects["/v1/people/{id}/roles/confirmation"] = candidate
        subjects["/v1/people/{id}/roles/refusal"] = candidate
        subjects["PUT /v1/inspections/{id}"] = Self.uuid()
        subjects["/v1/licences/{reference}/take-back"] = later
        subjects["/v1/nuisance-reports/{reference}/reopening"] = closed
        subjects["/v1/draws/{reference}/result"] = try await made(officer, "/v1/draws", open, "reference")
        try await TestLog.catchUp(server.database)
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
        let officer = client(.officer)
        let draw = try await made(
            officer, "/v1/draws",
            ["firstDay": .string(today), "lastDay": .string(today), "outlets": [.string(secondOutlet)]],
            "reference")
        try await TestLog.catchUp(server.database)
        _ = try await made(officer, "/v1/draws/\(draw)/result", [:], "reference")
        _ = try await made(
            officer, "/v1/draws/\(draw)/redraws", ["why": .string("\(canary) has fallen ill.")], "reference")
        _ = try await server.database.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            try db.execute(
                """
                INSERT INTO registry.back_check (jurisdiction_id, draw_id, inspection_id, outlet_id, status, act, changed_by)
                SELECT i.jurisdiction_id, d.id, i.id, i.outlet_id, 'due', 'draw', i.recorded_by
                FROM registry.inspection AS i JOIN registry.outlet AS o ON o.id = i.outlet_id AND o.reference = \(visited)
                JOIN registry.draw AS d ON d.jurisdiction_id = i.jurisdiction_id AND d.reference = \(draw) LIMIT 1
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

    private func newest(_ table: String) async throws -> String {
        let code = authority.code
        return try await server.database.admin.read { db in
            try db.one(
                """
                SELECT coalesce(max(t.id), 0)::text FROM registry.\(identifier: table) AS t
                JOIN registry.jurisdiction AS j ON j.id = t.jurisdiction_id AND j.code = \(code)
                """)
        }
    }

    private static func uuid() -> String {
        "01936f2e-7c1a-7b3e-8f00-"
            + (0..<12).map { _ in "0123456789abcdef".randomElement() ?? "0" }.map(String.init).joined()
    }
}
