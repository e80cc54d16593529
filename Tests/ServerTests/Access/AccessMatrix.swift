import FoundationEssentials
import Records

@testable import Server

/// Every route × every visitor × own, another's and unknown records × their states. Changes are dry runs, so each cell finds
/// what the one before it found.
struct AccessMatrix: Sendable {
    struct Outcome: Sendable {
        var cells = 0
        var leaks: [String] = []
        var succeeded = 0
    }

    let world: AccessWorld
    let rule: AccessRule

    /// - Parameter share: one cell group in so many is asked, another one in each pass.
    func run(passes: Int, share: Int) async throws -> Outcome {
        var outcome = Outcome()
        for pass in 0..<passes {
            try await world.put(intoStates: pass)
            // The log is of all authorities, and holds no record of any.
            let asked = RouteTable.all.routes.filter {
                !AccessRule.noActs.contains(Self.name($0)) && !$0.path.hasPrefix("/log/")
            }
            let groups = asked.enumerated()
                .flatMap { place, route in world.own.indices.map { (place + $0, route, $0) } }
                .filter { ($0.0 + pass) % share == 0 }
            let parts = try await withThrowingTaskGroup(of: Outcome.self) { tasks in
                for lane in 0..<6 {
                    tasks.addTask {
                        var part = Outcome()
                        for (_, route, visitor) in groups.enumerated().filter({ $0.offset % 6 == lane }).map(\.element)
                        {
                            try await ask(route, visitor, pass, &part)
                        }
                        return part
                    }
                }
                return try await tasks.reduce(into: [Outcome]()) { $0.append($1) }
            }
            for part in parts {
                outcome.cells += part.cells
                outcome.leaks += part.leaks
                outcome.succeeded += part.succeeded
            }
        }
        return outcome
    }

    private static func name(_ route: Route) -> String { "\(route.method.rawValue) \(route.path)" }

    private func ask(_ route: Route, _ place: Int, _ pass: Int, _ outcome: inout Outcome) async throws {
        let (visitor, stranger) = (world.own[place], world.others[place])
        let own = try await send(route, path(route, isKnown: true), visitor)
        let others = try await send(route, path(route, isKnown: true), stranger)
        let unknown = try await send(route, path(route, isKnown: false), stranger)
        outcome.cells += 3
        if own.status < 300 { outcome.succeeded += 1 }
        let cell = "\(Self.name(route)), \(visitor.name), pass \(pass)"
        func leak(_ words: String) { outcome.leaks.append("\(cell): \(words)") }
        let (said, there) = (text(own), (text(others), text(unknown)))
        if !visitor.isKnown, route.path.hasPrefix("/v1/"), route.path != "/v1/openapi.json",
            !route.path.hasPrefix("/v1/sign-in")
        {
            if ![own, others, unknown].allSatisfy({ $0.status == 401 }) { leak("not 401 but \(own.status)") }
            if said != there.0 { leak("another 401") }
        }
        if route.path.contains("{"), there.0 != there.1 {
            leak("another's differs from unknown: \(there.0) | \(there.1)")
        }
        if text(others).contains(AccessWorld.canary) { leak("shows another authority's record") }
        let isForSome = route.method != .get || route.path.contains("{") || route.path == "/v1/integrity/signals"
        let isDone = own.status < 300 && isForSome
        if isDone, visitor.isKnown, !rule.allows(Self.name(route), visitor.roles) {
            leak("done without the role: \(own.status)")
        }
    }

    private func path(_ route: Route, isKnown: Bool) -> String {
        var path = route.path
        while let brace = path.firstIndex(of: "{"), let end = path.firstIndex(of: "}") {
            let before = String(path[..<brace])
            let key = world.subjects.keys.filter { before.hasSuffix($0) }.max { $0.count < $1.count } ?? ""
            path.replaceSubrange(brace...end, with: isKnown ? world.subjects[key] ?? "" : unknown(key))
        }
        return path
    }

    private func unknown(_ key: String) -> String {
        switch key {
        case "/v1/outlets/": world.unknownOutlet
        case "/v1/inspections/": "01936f2e-7c1a-7b3e-8f00-ffffffffffff"
        case "/v1/parties/": "P-2026-9999"
        case "/v1/licences/": "L-2026-9999"
        case "/v1/cases/": "C-2026-9999"
        case "/v1/actions/": "A-2026-9999"
        case "/v1/nuisance-reports/": "N-2026-9999"
        case "/v1/evidence/": String(repeating: "0", count: 64)
        case "/v1/draws/": "D-2026-9999"
        default: "999999"
        }
    }

    private func send(_ route: Route, _ path: String, _ visitor: AccessWorld.Visitor) async throws -> Reply {
        let client = Client(port: world.server.port, token: visitor.token)
        guard route.method != .get else { return try await client.get(path) }
        var headers: [String: String] = [:]
        if route.needs.contains(.idempotencyKey) { headers["Idempotency-Key"] = UUID().uuidString }
        if route.needs.contains(.version) { headers["If-Match"] = "\"v1\"" }
        let body = route.body.map { SampleBody(names: names).value(of: $0).bytes() } ?? []
        return try await client.send(route.method.rawValue, path + "?dryRun=true", body, headers)
    }

    private var names: [String: JSONValue] {
        [
            "outlet": .string(world.subjects["/v1/outlets/"] ?? ""),
            "holder": .string(world.subjects["/v1/parties/"] ?? ""),
            "party": .string(world.subjects["/v1/parties/"] ?? ""),
            "action": .string(world.subjects["/v1/actions/"] ?? ""),
            "sha256": .string(world.subjects["/v1/evidence/"] ?? ""), "copy": .string(world.copy),
            "inspection": .string(world.subjects["/v1/inspections/"] ?? ""), "digest": .string(world.digest),
            "person": "intake", "deputy": "policy", "login": "matrix",
        ]
    }

    /// Status, head and body without what differs from one request to the next, and without what was asked for.
    private func text(_ reply: Reply) -> String {
        let head = reply.headers.filter { !["date", "x-request-id"].contains($0.name.lowercased()) }
            .map { "\($0.name.lowercased()): \($0.value)" }.filter { !$0.hasPrefix("content-length") }.sorted()
        let whole =
            "\(reply.status) " + head.joined(separator: "; ") + " " + String(decoding: reply.body, as: UTF8.self)
        return whole.replacing(/[0-9a-f]{64}/, with: "SHA256").replacing(
            /[A-Z]-20\d\d-\d+|0363-\d{3}-[0-9A-Z]|01936f2e-[-0-9a-f]+/, with: "X"
        )
        .replacing(/[ \/"'](?:999999|\d+)(?=[ ."'\/?])/, with: "N").replacing(
            /req_[0-9A-Za-z]+|"requestId":"[^"]*"/, with: "R")
    }
}
