import ArgumentParser
import Records

/// Keep a file beyond its time.
struct EvidenceHold: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Keep a file beyond its time.",
        discussion: "It is kept until the hold is lifted, whatever becomes of its records.")

    static let manual = Manual(
        .changes, .records(.evidence),
        examples: [
            #"registryctl evidence hold "$(sha256sum < counter.jpg | cut -c1-64)" --reason "needed in the appeal""#
        ])

    @Argument(help: "SHA-256 of the file.") var file: String
    @Option(help: "Why, in 10 characters or more.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let digest = try EvidencePlace.digest(file)
        let show = "registryctl evidence show \(digest)"
        let ask = HTTPAsk(.POST, "/v1/evidence/\(digest)/hold", ["reason": .of(reason)])
        try session.tell(
            try await session.change(ask, change, hint: show), .evidence, output, "\(digest.short) is held.", next: show
        )
    }

    func slips(_ clock: LocalClock) -> Slips {
        var slips = Slips()
        _ = slips.value { () throws(Failure) in try EvidencePlace.digest(file) }
        return slips
    }
}
