import ArgumentParser
import FoundationEssentials
import Provision
import Records
import Registry

/// `registryd retention run`: contacts go to the month in which they end, and the keys of what is over are destroyed.
struct RetentionRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "End the contacts and the evidence files whose time is over.",
        discussion: """
            Once a day, by a timer, is enough. A contact goes to another month when the outcome of its report or a hold says so; \
            when a month is over its key is destroyed, and what is under it can't be read any more, in old backups neither.

            Evidence files whose records are over, and that nothing holds, are recorded as destroyed and taken away, with their redacted \
            copies; so are files without a row, 30 days after a run saw them first, and what came of a file that nobody went on with for a week.

            A contact whose key is not there or doesn't open it stays where it is, and the command fails after it has done the rest. Nothing is done \
            where the database's clock is more than an hour apart from this machine's.

            Copies of the folder of contact keys, on media that you keep apart, have to be destroyed with it: delete in them the \
            files that this names.
            """)

    @Option(help: ArgumentHelp("Of one authority only.", valueName: "code"))
    var jurisdiction: String?

    @Flag(help: "Say what would happen, and do nothing.")
    var dryRun = false

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        let isDone = try await Installation.open(installation) { installation in
            try await installation.asService { database in
                var isDone = true
                let registry = try await installation.registry(over: database)
                for code in try await installation.jurisdictions(jurisdiction) {
                    let actor = try await installation.systemActor(of: code)
                    let call = Call(by: actor, dryRun: dryRun)
                    for name in try await registry.missingEpochKeys(actor) {
                        say(
                            "\(code): the key of epoch \(name) is not there, so nobody reads what is under it; put it back from its copy."
                        )
                    }
                    let contacts = try await part(code) {
                        try await registry.requireSameClock(now: Self.now, actor)
                        return tell(code, try await registry.runRetention(call))
                    }
                    let files = try await part(code) {
                        try await registry.requireSameClock(now: Self.now, actor)
                        return tell(code, try await registry.runEvidenceRetention(call, now: Self.now))
                    }
                    isDone = contacts && files && isDone
                }
                return isDone
            }
        }
        guard isDone else { throw ExitCode.failure }
    }

    private static var now: Int { Int(Date().timeIntervalSince1970) }

    /// Does one part for one authority. What is refused of it is told, and keeps nothing else from being done.
    private func part(_ code: String, _ body: () async throws -> Bool) async throws -> Bool {
        do {
            return try await body()
        } catch let refusal as Refusal {
            say("\(code): NOT DONE: \(refusal.message) \(refusal.hint ?? "")")
            return false
        } catch {
            say("\(code): NOT DONE: \(error)")
            return false
        }
    }

    /// - Returns: whether all was done.
    private func tell(_ code: String, _ steps: [RetentionStep]) -> Bool {
        for step in steps { say("\(code): \(words(step))") }
        let destroyed = steps.filter { $0.kind == .destroy }.count
        let moved = steps.filter { $0.kind == .move || $0.kind == .part }.count
        let (would, keys) = (dryRun ? "would be " : "", destroyed == 1 ? "key" : "keys")
        say(
            "\(code): \(moved) \(moved == 1 ? "contact" : "contacts") \(would)moved, \(destroyed) \(keys) \(would)destroyed."
        )
        return !steps.contains { $0.kind == .stay }
    }

    private func tell(_ code: String, _ steps: [EvidenceStep]) -> Bool {
        for step in steps {
            let file = step.digest.map { "evidence file \($0.short)" } ?? "what came of evidence files"
            let records = step.records.isEmpty ? "" : " of \(step.records.joined(separator: ", "))"
            say(
                "\(code): \(file)\(records) is \(step.kind == .destroy ? "destroyed" : "taken away"), because \(step.why)."
            )
        }
        let count = steps.filter { $0.digest != nil }.count
        say("\(code): \(count) evidence \(count == 1 ? "file" : "files") \(dryRun ? "would be " : "")taken away.")
        return true
    }

    private func words(_ step: RetentionStep) -> String {
        let reports = step.reports.joined(separator: ", ")
        switch step.kind {
        case .move: return "\(reports) goes from \(step.epoch) to \(step.month): \(step.why)."
        case .part: return "\(reports) goes from \(step.epoch) to a fresh key of \(step.month): \(step.why)."
        case .stay:
            return "NOT DONE: \(reports) should leave \(step.epoch): \(step.why)."
        case .destroy:
            let ended = reports.isEmpty ? "nothing is under it" : "it ends the contact of \(reports)"
            return "the key \(step.epoch) is destroyed, because \(step.why); \(ended)."
        }
    }
}
