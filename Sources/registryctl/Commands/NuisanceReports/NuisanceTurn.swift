import Records

/// A report that is closed or reopened: what both commands do.
struct NuisanceTurn {
    /// The reference as it was typed.
    let report: String

    /// - Parameters:
    ///   - turn: the member of the path, `closing` or `reopening`.
    ///   - told: what is true then, and what comes next, of the report's reference.
    func perform(
        _ turn: String, _ reason: String, _ change: ChangeOptions, _ output: OutputOptions, _ session: Session,
        told: (String) -> (sentence: String, next: String)
    ) async throws {
        let reference = try Reference.of(.nuisanceReport, report)
        let ask = HTTPAsk(.POST, "/v1/nuisance-reports/\(reference)/\(turn)", ["reason": .of(reason)])
        let answer = try await session.change(ask, change, hint: "registryctl nuisance show \(reference)")
        let (sentence, next) = told(reference)
        try session.tell(answer, .nuisanceReport, output, sentence, next: next)
    }

    var slips: Slips {
        var slips = Slips()
        _ = slips.value { () throws(Failure) in try Reference.of(.nuisanceReport, report) }
        return slips
    }
}
