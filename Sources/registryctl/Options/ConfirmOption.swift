import ArgumentParser
import Records

/// Legal acts want the reference a second time.
struct ConfirmOption: ParsableArguments {
    @Option(help: ArgumentHelp("The reference again: this is a legal act.", valueName: "reference"))
    var confirm: String?

    /// A dry run takes nothing that would have to be confirmed.
    /// - Throws: `Failure` when the reference is not repeated, or is another one.
    func check(_ reference: String, act: String, _ change: ChangeOptions) throws(Failure) {
        guard let confirm else {
            guard !change.dryRun else { return }
            throw Failure(
                .usage, "not_confirmed", "to \(act) \(reference) is a legal act; it was not confirmed.",
                why: ["Nothing was sent."], rerun: .appending(["--confirm", reference]))
        }
        guard PastedText.bare(confirm).uppercased() == reference else {
            throw Failure(
                .usage, "not_confirmed", "--confirm says \(confirm), the command says \(reference).",
                why: ["Nothing was sent."], attempt: Reference.show(reference))
        }
    }
}
