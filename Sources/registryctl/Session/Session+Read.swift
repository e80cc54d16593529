import Records

extension Session {
    /// The answer to a read. `hint` is what can be pasted when the server says no without such a hint.
    func get(_ path: String, _ query: [(name: String, value: String?)] = [], hint: String? = nil) async throws
        -> HTTPAnswer
    {
        do {
            return try await client.send(HTTPAsk(.GET, path, query))
        } catch let failure as Failure where failure.exit == .notFound {
            throw failure.suggesting(hint ?? RecordCommand.list(failure, path))
        }
    }

    /// Writes one record.
    @discardableResult
    func show(
        _ subject: Subject, _ path: String, _ output: OutputOptions, _ past: PastOptions? = nil
    ) async throws -> JSONValue {
        let answer = try await get(path, try past?.query(clock) ?? [], hint: "registryctl \(subject.command) list")
        try tellPast(answer.json, printer(output))
        let isForPeople = printer(output).resolved == .table
        try printer(output).one(
            isForPeople ? answer.json.toleratedLater(answer.json["past"]) : answer.json, of: subject)
        return answer.json
    }

    /// Writes a list page by page, and says when there is more than was asked for.
    func list(
        _ subject: Subject, _ path: String, _ query: [(name: String, value: String?)], _ output: OutputOptions,
        _ options: ListOptions, _ past: PastOptions? = nil
    ) async throws {
        let printer = printer(output)
        let query = query + (try past?.query(clock) ?? [])
        _ = try subject.chosen(printer.columnNames, machine: true)
        var rest = options.all ? Int.max : options.limit
        var cursor: String?
        var whole: [JSONValue] = []
        var isFirst = true
        repeat {
            let page = try await get(path, query + [("limit", String(min(rest, 500))), ("cursor", cursor)])
            let items = Array((page.json["items"]?.items ?? []).prefix(rest))
            if isFirst { try tellPast(page.json, printer) }
            cursor = page.json["next"]?.text
            rest -= items.count
            if printer.resolved == .json || printer.resolved == .table {
                let isForPeople = printer.resolved == .table
                whole += isForPeople ? items.map { $0.toleratedLater(page.json["past"]) } : items
            } else {
                try printer.list(items, of: subject, isFirst: isFirst)
            }
            if isFirst, items.isEmpty { say("No \(subject.many) match.") }
            isFirst = false
        } while cursor != nil && rest > 0
        if printer.resolved == .json || printer.resolved == .table { try printer.list(whole, of: subject) }
        if cursor != nil {
            let shown = options.limit == 1 ? "is one \(subject.one)" : "are the first \(options.limit) \(subject.many)"
            say("Here \(shown); there are more. See all with --all.")
        }
    }
}
