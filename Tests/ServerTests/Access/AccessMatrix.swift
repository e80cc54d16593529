import AsyncHTTPClient
import FoundationEssentials
import Records

@testable import Server

/// Every route × every visitor × own, another's and unknown records × their states. Changes are tried only, so each cell finds
/// what the one before it found.
struct AccessMatrix: Sendable {
    struct Outcome: Sendable {
        var cells = 0
        var leaks: [String] = []
        var succeeded = 0
        /// The endpoints that did something for somebody who may.
        var done: Set<String> = []
        /// By endpoint that was refused to somebody who may, each refusal.
        var refusals: [String: Set<String>] = [:]

        static func += (sum: inout Outcome, part: Outcome) {
            sum.cells += part.cells
            sum.leaks += part.leaks
            sum.succeeded += part.succeeded
            sum.done.formUnion(part.done)
            sum.refusals.merge(part.refusals) { $0.union($1) }
        }
    }

    /// So many that each action is issued once as a warning, a suspension and a withdrawal.
    static let passes = 13

    let world: AccessWorld
    var rule: AccessRule
    /// For saboteurs: sends version 1 always.
    var sendsFirstVersion = false
    /// For saboteurs: what becomes of an answer about another authority's record before it is looked at.
    var bent: @Sendable (Int) -> Int = { $0 }

    init(world: AccessWorld, rule: AccessRule) {
        self.world = world
        self.rule = rule
    }

    /// - Parameter share: one cell group in so many is asked, another one in each pass.
    func run(passes: Int = passes, share: Int) async throws -> Outcome {
        var outcome = Outcome()
        for pass in 0..<passes {
            let versions = try await begin(pass)
            // A file that is sent is there afterwards, whoever sent it: `changes` asks for that alone.
            let groups = Self.asked.filter { Self.name($0) != "PUT /v1/evidence/{sha256}" }.enumerated()
                .flatMap { place, route in world.own.visitors.indices.map { (place + $0, route, $0) } }
                .filter { ($0.0 + pass) % share == 0 }
            outcome += try await inLanes(groups) { group, part in
                try await ask(group.1, group.2, pass, versions, &part)
            }
        }
        return outcome
    }

    /// Each change in the first of the states in which somebody who may does it, by everybody: whoever may not is refused for
    /// the role, and for nothing else.
    func changes(passes: Int = passes, only: Set<String>? = nil) async throws -> Outcome {
        var outcome = Outcome()
        for pass in 0..<passes {
            let versions = try await begin(pass)
            let left = Self.asked.filter {
                $0.method != .get && !outcome.done.contains(Self.name($0)) && only?.contains(Self.name($0)) != false
            }
            outcome += try await inLanes(left) { route, part in try await change(route, versions, &part) }
        }
        return outcome
    }

    private func change(_ route: Route, _ versions: AccessVersions, _ outcome: inout Outcome) async throws {
        let name = Self.name(route)
        let path = path(route, isKnown: true)
        var isDone = false
        for visitor in world.own.visitors where visitor.isKnown && rule.allows(name, visitor.roles) {
            let reply = try await send(route, path, visitor, versions)
            outcome.cells += 1
            isDone = reply.status < 300
            if isDone { break }
            outcome.refusals[name, default: []].insert(String(decoding: reply.body, as: UTF8.self))
        }
        guard isDone else { return }
        outcome.done.insert(name)
        for visitor in world.own.visitors {
            let reply = try await send(route, path, visitor, versions)
            outcome.cells += 1
            let isAllowed = visitor.isKnown && rule.allows(name, visitor.roles)
            let code = try? reply.json["code"]?.text
            func leak(_ words: String) {
                outcome.leaks.append("\(name), \(visitor.name): \(words): \((try? reply.problem) ?? "\(reply.status)")")
            }
            if isAllowed, code == "role_missing" { leak("refused although the role is enough") }
            guard !isAllowed else { continue }
            if reply.status < 300 { leak("done without the role") }
            let isAbsent =
                AccessRule.toldAsAbsent[name].map(String(decoding: reply.body, as: UTF8.self).contains) ?? false
            if ![401, 403, 404].contains(reply.status), reply.status >= 300, !isAbsent {
                leak("refused, but not for the role")
            }
        }
    }

    /// The log is of all authorities, and holds no record of any.
    static var asked: [Route] {
        RouteTable.all.routes.filter { !AccessRule.noActs.contains(name($0)) && !$0.path.hasPrefix("/log/") }
    }

    private func begin(_ pass: Int) async throws -> AccessVersions {
        try await world.put(intoStates: pass)
        let isBlind = sendsFirstVersion
        return try await world.server.database.admin.read { try AccessVersions($0, isBlind: isBlind) }
    }

    private func inLanes<Item: Sendable>(
        _ items: [Item], _ body: @escaping @Sendable (Item, inout Outcome) async throws -> Void
    ) async throws -> Outcome {
        try await withThrowingTaskGroup(of: Outcome.self) { tasks in
            for lane in 0..<6 {
                tasks.addTask {
                    var part = Outcome()
                    for item in items.enumerated().filter({ $0.offset % 6 == lane }).map(\.element) {
                        try await body(item, &part)
                    }
                    return part
                }
            }
            return try await tasks.reduce(into: Outcome()) { $0 += $1 }
        }
    }

    static func name(_ route: Route) -> String { "\(route.method.rawValue) \(route.path)" }

    private func ask(
        _ route: Route, _ place: Int, _ pass: Int, _ versions: AccessVersions, _ outcome: inout Outcome
    ) async throws {
        let (visitor, stranger) = (world.own.visitors[place], world.others.visitors[place])
        let own = try await send(route, path(route, isKnown: true), visitor, versions)
        let others = try await send(route, path(route, isKnown: true), stranger, versions)
        let unknown = try await send(route, path(route, isKnown: false), stranger, versions)
        outcome.cells += 3
        if own.status < 300 { outcome.succeeded += 1 }
        let cell = "\(Self.name(route)), \(visitor.name), pass \(pass)"
        func leak(_ words: String) { outcome.leaks.append("\(cell): \(words)") }
        let (said, there) = (text(own), (text(others, bent), text(unknown)))
        if !visitor.isKnown, route.path.hasPrefix("/v1/"), route.path != "/v1/openapi.json",
            !route.path.hasPrefix("/v1/sign-in")
        {
            if ![own, others, unknown].allSatisfy({ $0.status == 401 }) { leak("not 401 but \(own.status)") }
            if said != text(others) { leak("another 401") }
        }
        if route.path.contains("{"), there.0 != there.1 {
            leak("another's differs from unknown: \(there.0) | \(there.1)")
        }
        if text(others).contains(world.own.canary) || said.contains(world.others.canary) {
            leak("shows another authority's record")
        }
        let isAllowed = visitor.isKnown && rule.allows(Self.name(route), visitor.roles)
        let isForSome = route.method != .get || route.path.contains("{") || AccessRule.readers[Self.name(route)] != nil
        if own.status < 300, isForSome, visitor.isKnown, !isAllowed { leak("done without the role: \(own.status)") }
        if isAllowed, (try? own.json["code"]?.text) == "role_missing" { leak("refused although the role is enough") }
        if !isForSome, visitor.isKnown, !isAllowed, said.contains(world.own.canary) {
            leak("shows a list to nobody's role")
        }
        if let seen = AccessRule.seen[Self.name(route)], visitor.isKnown, said.contains(world.own.canary),
            Set(visitor.roles.map(\.rawValue)).isDisjoint(with: seen)
        {
            leak("shows what is not for the role")
        }
        // What a body names of another authority is not told from what there is not.
        for member in visitor.isKnown ? AccessBody(house: world.own).named(by: route) : [] {
            let key = AccessBody.names[member] ?? ""
            let path = path(route, isKnown: true)
            let foreign = try await send(
                route, path, visitor, versions, naming: [member: .string(world.others.subjects[key] ?? "")])
            let none = try await send(
                route, path, visitor, versions, naming: [member: .string(Self.unknown(key, world))])
            outcome.cells += 2
            if text(foreign, bent) != text(none) {
                leak("another's \(member) in the body differs from an unknown one: \(text(foreign)) | \(text(none))")
            }
        }
    }

    private func path(_ route: Route, isKnown: Bool) -> String {
        var path = route.path
        while let brace = path.firstIndex(of: "{"), let end = path.firstIndex(of: "}") {
            let before = String(path[..<brace])
            let subjects = world.own.subjects
            let key =
                subjects.keys.filter { $0.hasSuffix("/") && before.hasSuffix($0) }.max { $0.count < $1.count } ?? ""
            let subject = subjects[Self.name(route)] ?? subjects[route.path] ?? subjects[key] ?? ""
            path.replaceSubrange(brace...end, with: isKnown ? subject : Self.unknown(key, world))
        }
        return path
    }

    private static func unknown(_ key: String, _ world: AccessWorld) -> String {
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

    private func send(
        _ route: Route, _ path: String, _ visitor: AccessHouse.Visitor, _ versions: AccessVersions,
        naming renamed: [String: JSONValue] = [:]
    ) async throws -> Reply {
        let client = Client(port: world.server.port, token: visitor.token)
        guard route.method != .get else { return try await again { try await client.get(path) } }
        var headers: [String: String] = [:]
        if route.needs.contains(.idempotencyKey) { headers["Idempotency-Key"] = UUID().uuidString }
        if route.needs.contains(.version) { headers["If-Match"] = versions.tag(path) }
        if let type = AccessBody.type(route) { headers["Content-Type"] = type }
        let body = AccessBody(house: world.own, renamed: renamed).bytes(for: route)
        return try await again {
            try await client.send(route.method.rawValue, path + AccessBody.query(route), body, headers)
        }
    }

    /// Once more, as registryctl does, when the server has closed a connection that was idle just as it was taken.
    private func again(_ ask: () async throws -> Reply) async throws -> Reply {
        do {
            return try await ask()
        } catch let error as HTTPClientError where error == .remoteConnectionClosed {
            return try await ask()
        }
    }

    /// Status, head and body without what differs from one request to the next, and without what was asked for.
    private func text(_ reply: Reply, _ bent: (Int) -> Int = { $0 }) -> String {
        let head = reply.headers.filter { !["date", "x-request-id"].contains($0.name.lowercased()) }
            .map { "\($0.name.lowercased()): \($0.value)" }.filter { !$0.hasPrefix("content-length") }.sorted()
        let whole =
            "\(bent(reply.status)) " + head.joined(separator: "; ") + " " + String(decoding: reply.body, as: UTF8.self)
        return whole.replacing(/\b(?:[0-9a-f]{64}|[0-9a-f]{12})\b/, with: "SHA256").replacing(
            /[A-Z]-20\d\d-\d+|0(?:363|394)-\d{3}-[0-9A-Z]|01936f2e-[-0-9a-f]+/, with: "X"
        )
        .replacing(/[ \/"'](?:999999|\d+)(?=[ ."'\/?])/, with: "N").replacing(
            /req_[0-9A-Za-z]+|"requestId":"[^"]*"/, with: "R")
    }
}
