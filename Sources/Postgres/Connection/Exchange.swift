/// What came back for one pipeline batch.
struct Exchange {
    /// One per statement that was answered, in order; shorter than the batch when one failed.
    var rows: [Rows] = []
    /// The first error; everything after it in the batch was skipped by the server.
    var failure: PostgresError?
    /// The connection is gone.
    var isLost = false

    /// The rows of the last statement.
    /// - Throws: the batch's failure.
    func lastRows() throws -> Rows {
        if let failure { throw failure }
        guard let last = rows.last else { throw PostgresError(.connectionLost, "PostgreSQL gave no answer.") }
        return last
    }
}
