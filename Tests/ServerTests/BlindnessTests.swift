import Foundation
import Records
import Registry
import Testing
import TestSupport

@testable import Server

/// Whether an inspector can tell a back-check from any other assignment by what the server answers: by no answer, list or count.
@Suite struct BlindnessTests {
    @Test func `an assignment that is a back-check answers word for word like one that is none`() async throws {
        try await RunningServer.run(packs: try .installed()) { server in
            let visits = try await Self.assigned(server)
            let checked = try #require(visits.checked)
            let ordinary = try #require(visits.outlets.first { $0 != checked })
            let inspector = Client(port: server.port, token: visits.token)
            for path in [
                "/v1/outlets/{outlet}", "/v1/outlets/{outlet}/timeline", "/v1/inspections?outlet={outlet}",
                "/v1/cases?outlet={outlet}",
            ] {
                let answers = try await [checked, ordinary].asyncMap { outlet in
                    Self.steady(try await inspector.get(path.replacing("{outlet}", with: outlet)))
                }
                #expect(answers[0] == answers[1], "\(path)")
                #expect(answers[0].hasPrefix("200"), "\(path): \(answers[0])")
            }
            let assignments = try await inspector.get("/v1/assignments").json["items"]?.items ?? []
            #expect(assignments.count == 2)
            #expect(Set(assignments.map { Self.steady($0.bytes()) }).count == 1)
            let draw = assignments[0]["draw"]?.text ?? ""
            let slots =
                try await inspector.get("/v1/draws/\(draw)").json["pool"]?.text?.split(separator: "\n")
                .filter { $0.hasPrefix("0363-") } ?? []
            #expect(slots.count == 2 && Set(slots.map { $0.dropFirst(10) }).count == 1)
            // Neither a list nor a number says that there are any.
            #expect(try await inspector.get("/v1/back-checks").json["items"] == [])
            #expect(try await inspector.get("/v1/draws").json["items"]?.items?.count == 1)
            let hidden = Self.steady(try await inspector.get("/v1/draws/\(visits.hidden)"))
            #expect(hidden == Self.steady(try await inspector.get("/v1/draws/D-2026-9999")))
            #expect(
                try await inspector.get("/v1/today").json["items"]?.items?.allSatisfy { $0["object"] != "back_check" }
                    == true)
            for (place, part) in ["waiver", "keeping", "waiver-proposal"].enumerated() {
                let answers = try await ["1", "9"].asyncMap { number in
                    Self.steady(
                        try await inspector.post(
                            "/v1/back-checks/\(number)/\(part)", place == 0 ? [:] : ["reason": "I would like to know."])
                    )
                }
                #expect(answers[0] == answers[1] && answers[0].hasPrefix("404"), "\(part)")
            }
            // And so it is when the visits are logged.
            let logged = try await [checked, ordinary].enumerated().map { $0 }.asyncMap { place, outlet in
                Self.steady(
                    try await inspector.send(
                        "PUT", "/v1/inspections/01936f2e-7c1a-7b3e-8f00-1c2d3e4f5b\(place)0",
                        Samples.inspection(outlet, [["criterion": "J", "result": "pass"]], at: -1).bytes()))
            }
            #expect(logged[0] == logged[1])
            #expect(logged[0].hasPrefix("201"), "\(logged[0])")
            let done = try await server.client(.officer).get("/v1/back-checks").json["items"]?[0]
            #expect(done?["status"] == "done" && done?["outlet"]?.text == checked)
        }
    }

    /// With the wall down the lists tell.
    @Test func `without its row security an inspector sees back-checks`() async throws {
        try await RunningServer.run(packs: try .installed()) { server in
            let visits = try await Self.assigned(server)
            _ = try await server.database.admin.write { try $0.execute("DROP POLICY blind ON registry.back_check") }
            _ = try await server.database.admin.write { try $0.execute("DROP POLICY sealed ON registry.draw") }
            let inspector = Client(port: server.port, token: visits.token)
            #expect(try await inspector.get("/v1/back-checks").json["items"]?.items?.count == 1)
        }
    }

    /// Two outlets that one inspector visited in October; one of the visits is drawn to be checked again, and another inspector,
    /// the only other one, is drawn for both outlets.
    private static func assigned(
        _ server: RunningServer
    ) async throws -> (outlets: [String], checked: String?, hidden: String, token: String) {
        let officer = server.client(.officer)
        var outlets: [String] = []
        for number in [1, 2] {
            let outlet = try await (number == 1 ? server.outletUnderRules() : server.registerOutlet(number).reference)
            outlets.append(outlet)
            guard case .object(var visit) = Samples.inspection(outlet, [["criterion": "J", "result": "pass"]]) else {
                continue
            }
            visit["startedAt"] = "2026-10-05T12:00:00Z"
            visit["endedAt"] = nil
            let path = "/v1/inspections/01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a\(number)0"
            let logged = try await server.client(.inspector).send("PUT", path, JSONValue.object(visit).bytes())
            try #require(logged.status == 201, "\(String(decoding: logged.body, as: UTF8.self))")
        }
        let call = Call(by: server.authority.actor)
        let person = try await server.registry.appoint(
            NewPerson(name: "Iwan", login: "iwan", roles: [.inspector]), call)
        let id = "\(try BoundedJSON.parse(person.body)["id"]?.wholeNumber ?? 0)"
        let token = try await server.registry.issueToken(id, NewToken(label: "test", expiresInDays: 30), call)
        let today: String = try await server.database.admin.query(
            "SELECT (now() AT TIME ZONE 'Europe/Amsterdam')::date::text"
        ) { try $0[0].decode(String.self, 0) }
        var draws: [String] = []
        for body: JSONValue in [
            ["purpose": "back_checks", "firstDay": "2026-10-01", "lastDay": "2026-10-31"],
            ["firstDay": .string(today), "lastDay": .string(today), "outlets": .array(outlets.map(JSONValue.string))],
        ] {
            let opened = try await officer.post("/v1/draws", body)
            let draw = try #require(
                try opened.json["reference"]?.text, "\(String(decoding: opened.body, as: UTF8.self))")
            try await TestLog.catchUp(server.database)
            try #require(try await officer.post("/v1/draws/\(draw)/result", [:]).status == 201)
            draws.append(draw)
        }
        let checked = try await officer.get("/v1/back-checks").json["items"]?[0]?["outlet"]?.text
        return (outlets, checked, draws[0], try BoundedJSON.parse(token.body)["token"]?.text ?? "")
    }

    /// Status, head and body without what tells two outlets, or two requests, apart anyway.
    private static func steady(_ reply: Reply) -> String {
        let head = reply.headers.map { ($0.name.lowercased(), $0.value) }
            .filter { name, _ in !["date", "x-request-id", "content-length"].contains(name) }
            .map { name, value in "\(name): \(name == "registry-receipt" ? acts(value) : value)" }
            .sorted().joined(separator: "; ")
        return "\(reply.status) \(steady(Array(head.utf8))) \(steady(reply.body))"
    }

    /// How many acts a receipt names: places, digests and signatures tell any two receipts apart.
    private static func acts(_ receipt: String) -> String {
        let text = Data(base64Encoded: receipt).map { String(decoding: $0, as: UTF8.self) } ?? receipt
        return "\(text.split(separator: "\n").count { $0.hasPrefix("act ") }) acts"
    }

    private static func steady(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
            .replacing(/0363-\d{3}-[0-9A-Z]|[A-Z]-20\d\d-\d+|01936f2e-[-0-9a-f]+/, with: "R")
            .replacing(/20\d\d-\d\d-\d\dT[0-9:.]+Z/, with: "T").replacing(/req_[0-9A-Za-z]+/, with: "Q")
            .replacing(/"(?:number|id|version|requestId)":"?[^,}"]+"?/, with: "N").replacing(
                /"houseNumber":"\d+"/, with: "H"
            )
            .replacing(/back check \d/, with: "B")
    }
}

extension Sequence where Self: Sendable {
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
