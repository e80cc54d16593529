import ArgumentParser
import Records

/// The decisions of a case that wait for an action, by number: the case is the one in the words before.
enum OpenDecisionCompletion {
    /// Nothing at all when something goes wrong or takes too long, for a shell has no place to say it.
    static func numbers(
        _ words: [String], _ prefix: String, _ environment: Environment = Environment(),
        patience: Duration = .milliseconds(300)
    ) async -> [String] {
        let file = await named(in: words, environment, patience)
        return open(in: file).map { String($0.number) }.filter { $0.hasPrefix(prefix) }
    }

    /// The kinds of action that they wait for, each once; of the decision that is named before, where one is.
    static func kinds(
        _ words: [String], _ prefix: String, _ environment: Environment = Environment(),
        patience: Duration = .milliseconds(300)
    ) async -> [String] {
        let decision = words.firstIndex(of: "--decision").flatMap { words.dropFirst($0 + 1).first }.flatMap { Int($0) }
        let file = await named(in: words, environment, patience)
        let waiting = open(in: file).filter { decision == nil || $0.number == decision }.flatMap(\.missing)
        var kinds: [String] = []
        for kind in waiting where kind.hasPrefix(prefix) && !kinds.contains(kind) { kinds.append(kind) }
        return kinds
    }

    /// The case that the words name; null when it is not to be had.
    private static func named(
        in words: [String], _ environment: Environment, _ patience: Duration
    ) async -> JSONValue {
        do {
            guard let file = words.lazy.compactMap(caseReference).first else { return .null }
            let context = try ContextChoice(environment: environment).resolve()
            return try await ReferenceCompletion.within(patience) { try await read(file, context, patience) }
        } catch {
            return .null
        }
    }

    private static func caseReference(_ word: String) -> String? {
        do { return try Reference.of(.caseFile, word) } catch { return nil }
    }

    private static func read(_ file: String, _ context: ServerContext, _ patience: Duration) async throws -> JSONValue {
        let client = Client(context, timeoutSeconds: patience.components.seconds + 1)
        do {
            let answer = try await client.send(HTTPAsk(.GET, "/v1/cases/\(file)"))
            try await client.close()
            return answer.json
        } catch {
            try await client.close()
            throw error
        }
    }

    /// Those for measures of which one at least has no action, of recommendations that are not replaced.
    private static func open(in file: JSONValue) -> [(number: Int, missing: [String])] {
        let actions = (file["actions"]?.items ?? []).filter { $0["status"]?.text != "withdrawn" }
        let decided = (file["recommendations"]?.items ?? []).filter { $0["standing"]?.text == "decided" }
            .compactMap { $0["id"]?.wholeNumber }
        return (file["decisions"]?.items ?? []).compactMap { decision in
            let missing = kinds(of: decision).filter { kind in
                !actions.contains { $0["decision"] == decision["id"] && $0["kind"]?.text == kind }
            }
            guard let number = decision["id"]?.wholeNumber, !missing.isEmpty,
                decided.contains(decision["recommendation"]?.wholeNumber ?? 0)
            else { return nil }
            return (number, missing)
        }
    }

    /// Every kind of action that a decision calls for.
    private static func kinds(of decision: JSONValue) -> [String] {
        if let kinds = decision["measures"]?.items { return kinds.compactMap(\.text) }
        return decision["measure"]?.text.map { $0 == "none" ? [] : [$0] } ?? []
    }
}

extension CompletionKind {
    /// Completes the decisions that wait for an action in the case that is named before.
    static var openDecisions: CompletionKind {
        .custom { @Sendable (words, _, prefix) async -> [String] in await OpenDecisionCompletion.numbers(words, prefix)
        }
    }

    /// Completes the kinds of action that the case which is named before waits for.
    static var openKinds: CompletionKind {
        .custom { @Sendable (words, _, prefix) async -> [String] in await OpenDecisionCompletion.kinds(words, prefix) }
    }
}
