import Policy
import Records

extension InspectionIntake {
    /// - Throws: `Refusal` with all problems of the fields at once, `outlet_closed`, `no_policy_pack`.
    func check(_ subject: InspectionSubject, _ checks: inout Checks) throws {
        let asRead = checks
        if subject.outlet == nil { checks.note(Refusal.unknown("outlet", new.outlet), at: "/outlet") }
        for problem in timeProblems(subject) + inspectorProblems(subject) { checks.note(problem) }
        for problem in findingProblems(subject) where canBeJudged(problem, asRead) { checks.note(problem) }
        try checks.finish()
        if let closedOn = subject.closedOn, subject.day >= closedOn { throw closed(subject, on: closedOn) }
        if subject.packs.packs.isEmpty, !findings.isEmpty { throw noPack(subject) }
    }

    /// What has to be measured depends on the result, so it is not judged where something of the finding is a placeholder.
    private func canBeJudged(_ problem: FieldProblem, _ asRead: Checks) -> Bool {
        let parts = problem.pointer.split(separator: "/")
        return parts.count < 3 || parts[2] == "criterion" || asRead.isGood("/\(parts[0])/\(parts[1])")
    }

    private func timeProblems(_ subject: InspectionSubject) -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if subject.isInTheFuture {
            problems.append(
                FieldProblem(
                    new.startedAt == latest ? "/startedAt" : "/endedAt", "in_the_future",
                    "The inspection would be at \(subject.localTime); it is \(subject.localNow) now. Log it when it has taken place, or correct the time."
                ))
        }
        if isTooLongAgo(subject) {
            problems.append(
                FieldProblem(
                    "/startedAt", "too_long_ago",
                    "The inspection would be of \(subject.day), more than \(Self.oldestYears) years ago. Correct the time."
                ))
        }
        if let lead = new.endsBeforeItStarts {
            problems.append(
                FieldProblem(
                    "/endedAt", "before_the_start",
                    "The inspection would end \(lead) before it starts. Correct one of the times."
                ))
        }
        if let ended = new.endedAt, ended > new.startedAt.adding(seconds: 24 * 3600) {
            let hours = new.startedAt.begunMinutes(until: ended) / 60
            problems.append(
                FieldProblem(
                    "/endedAt", "too_long",
                    "The inspection would last \(hours) hours; one lasts 24 hours at most. Correct one of the times."))
        }
        return problems
    }

    /// An inspection is logged when it has taken place; a date of long ago is one that was mistyped.
    private static let oldestYears = 10

    private func isTooLongAgo(_ subject: InspectionSubject) -> Bool {
        guard let today = LocalDate(String(subject.localNow.prefix(10))) else { return false }
        return subject.day < today.adding(years: -Self.oldestYears)
    }

    private func inspectorProblems(_ subject: InspectionSubject) -> [FieldProblem] {
        guard let login = new.secondInspector else { return [] }
        guard let person = subject.secondInspector else {
            return [
                FieldProblem(
                    "/secondInspector", "unknown_person",
                    "Nobody here signs in as \"\(login)\". Write the login of the second inspector, or leave it out.")
            ]
        }
        guard person == actor.person else { return [] }
        return [
            FieldProblem(
                "/secondInspector", "same_person",
                "\"\(login)\" is your own login, and you are the first inspector. Name somebody else, or leave it out.")
        ]
    }

    private func findingProblems(_ subject: InspectionSubject) -> [FieldProblem] {
        guard !new.findings.isEmpty else { return [] }
        guard new.outcome == .access else {
            return [
                FieldProblem(
                    "/findings", "no_access",
                    "The outcome is \(new.outcome.rawValue), so nothing was found. Leave the findings out, or change the outcome to access."
                )
            ]
        }
        guard !subject.packs.packs.isEmpty else { return [] }
        return subject.packs.problems(of: findings) + lonelyUnits + longValues
    }

    private var longValues: [FieldProblem] {
        new.findings.enumerated().compactMap { $1.valueProblem(at: "/findings/\($0)/value") }
    }

    private var lonelyUnits: [FieldProblem] {
        new.findings.enumerated().filter { $1.value == nil && $1.unit != nil }.map { place, finding in
            FieldProblem(
                "/findings/\(place)/unit", "unit_without_value",
                "The finding for \(finding.criterion) has the unit \"\(finding.unit ?? "")\" and no value. Give both or neither."
            )
        }
    }

    private func closed(_ subject: InspectionSubject, on day: LocalDate) -> Refusal {
        Refusal(
            .notPossibleNow, "outlet_closed",
            "Outlet \(subject.outletReference) is closed since \(day); the inspection is of \(subject.day).",
            detail: "Inspections of days before the closing are still taken.",
            hint: "Reopen the outlet if there is selling at the premises again.")
    }

    private func noPack(_ subject: InspectionSubject) -> Refusal {
        Refusal(
            .notPossibleNow, "no_policy_pack",
            "No policy pack is active on \(subject.day), so the findings can't be checked.",
            hint: "Have policy staff propose one that governs from that day or earlier, and another person activate it."
        )
    }

    func reusedId(_ subject: InspectionSubject) -> Refusal {
        Refusal(
            .conflict, "inspection_id_reused",
            "The id \(id) was used for inspection \(subject.storedReference ?? ""), with other content or by somebody else.",
            hint: "Make a new id for another inspection; to change what was found, record a correction.")
    }
}
