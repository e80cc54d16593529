import ArgumentParser
import Records

/// What a reference on the command line can be completed with: the newest of the registry, from a short-lived cache.
enum ReferenceCompletion: String, Sendable {
    case outlet = "outlets", party = "parties", licence = "licences", inspection = "inspections"
    case nuisanceReport = "nuisance-reports", caseFile = "cases", action = "actions", draw = "draws"

    /// How old the cache may be.
    private static let maximumAgeSeconds: Int64 = 300

    /// References that begin with `prefix`; nothing at all when something goes wrong or takes longer than
    /// `patience`, for a shell has no place to say it.
    func references(
        _ prefix: String, _ environment: Environment = Environment(), patience: Duration = .milliseconds(300)
    ) async -> [String] {
        let known: [String]
        do {
            known = try await references(environment, patience)
        } catch {
            return []
        }
        return known.filter { $0.hasPrefix(prefix.uppercased()) }
    }

    private func references(_ environment: Environment, _ patience: Duration) async throws -> [String] {
        let context = try ContextChoice(environment: environment).resolve()
        let clock = LocalClock.standard(zone: nil)
        let cache = CompletionCache(
            folder: environment.cacheFolder, account: "\(context.server)-\(context.login ?? "")", subject: rawValue)
        if let kept = try cache.read(now: clock.now, maximumAgeSeconds: Self.maximumAgeSeconds) { return kept }
        let fetched = try await Self.within(patience) { try await fetch(context, patience) }
        try cache.write(fetched, now: clock.now)
        return fetched
    }

    private func fetch(_ context: ServerContext, _ patience: Duration) async throws -> [String] {
        let client = Client(context, timeoutSeconds: patience.components.seconds + 1)
        do {
            let answer = try await client.send(HTTPAsk(.GET, "/v1/\(rawValue)", [("limit", "500")]))
            try await client.close()
            return (answer.json["items"]?.items ?? []).compactMap { $0["reference"]?.text }
        } catch {
            try await client.close()
            throw error
        }
    }

    /// What `work` gives, when it takes no longer than `patience`.
    static func within<Value: Sendable>(
        _ patience: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: patience)
                throw CancellationError()
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }
}

extension CompletionKind {
    /// Completes references of one kind of record as the registry has them now.
    static func references(_ kind: ReferenceCompletion) -> CompletionKind {
        .custom { @Sendable (_, _, prefix) async -> [String] in await kind.references(prefix) }
    }
}
