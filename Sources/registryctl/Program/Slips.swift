import ArgumentParser
import Records

/// What is wrong with the words of one command, collected before anything is sent, so that all of it is told at once.
struct Slips {
    private(set) var failures: [Failure] = []

    /// The value, or nil with its slip noted.
    mutating func value<Value>(_ read: () throws(Failure) -> Value) -> Value? {
        do {
            return try read()
        } catch {
            failures.append(error)
            return nil
        }
    }

    mutating func note(_ failure: Failure) { failures.append(failure) }

    /// - Throws: `Failure`: a single slip as it is, several as one list.
    func refuse() throws(Failure) {
        if let all = Self.together(failures) { throw all }
    }

    /// One failure for all; nil where there is none. Several have no command to paste: each would mend one of them alone.
    static func together(_ failures: [Failure]) -> Failure? {
        guard failures.count > 1 else { return failures.first }
        let isUsage = failures.allSatisfy { $0.exit == .usage }
        return Failure(
            isUsage ? .usage : .refused, "several_slips", "\(failures.count) things in this command need attention.",
            why: ["Nothing was sent."],
            problems: failures.map { FieldProblem("", $0.code, ([$0.what] + $0.why).joined(separator: " ")) })
    }
}

/// A command that can say what is wrong with its words without doing anything.
protocol CheckedCommand: RegistryCommand {
    func slips(_ clock: LocalClock) -> Slips
}
