import Records
import Registry

extension Ask {
    /// The query of a read that can be asked of the past, with the standpoint that `asOf` and `knownAt` name.
    /// - Throws: `Refusal` with everything that is wrong, whoever finds it.
    func queryOfPast<Query>(_ make: (inout Fields) -> Query) async throws -> (Query, Standpoint) {
        let texts = try QueryText.parameters(request.uri.query)
        let reading = Fields.reading(texts: texts) { fields in (PastQuery(&fields), make(&fields)) }
        let (past, query) = reading.value
        return (query, try await registry.standpoint(of: past, beside: reading.problems, actor))
    }

    /// As `queryOfPast` of a list, with its page.
    func listQueryOfPast<Query>(_ make: (inout Fields) -> Query) async throws -> (Query, Page, Standpoint) {
        let ((query, page), standpoint) = try await queryOfPast { fields in
            let page = Self.page(&fields)
            return (make(&fields), page)
        }
        return (query, page, standpoint)
    }

    /// As `queryOfPast` for reads that take no other parameters.
    func standpoint() async throws -> Standpoint { try await queryOfPast { _ in }.1 }
}
