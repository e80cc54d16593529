import ArgumentParser
import Records

/// A text becomes a draft.
struct PolicyDraft: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft", abstract: "Keep the text of a policy pack as a draft, with the examples beside it.")

    static let manual = Manual(
        .changes, .records(.policyPack),
        examples: [
            #"registryctl policy draft rules.yaml"#
        ])

    @OptionGroup var files: PackFileOptions
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let found = try files.read()
        do {
            let answer = try await session.change(
                HTTPAsk(.POST, "/v1/policy-packs", found.members), change, hint: "registryctl policy list")
            let (pack, version) = (answer.json["id"]?.text ?? "", answer.json["version"]?.text ?? "")
            try session.tell(
                answer, .policyPack, output, "Drafted \(pack) \(version).",
                next: "registryctl policy check --pack \(pack) --version \(Rerun.quoted(version))")
        } catch let failure as Failure {
            throw found.placed(failure)
        }
    }
}
