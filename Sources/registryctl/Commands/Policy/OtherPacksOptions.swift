import ArgumentParser
import Records

/// What becomes of the packs that judge the same criteria on the same days.
struct OtherPacksOptions: ParsableArguments {
    @Option(help: ArgumentHelp("It replaces that pack, which ends when this one begins.", valueName: "pack"))
    var replaces: [String] = []
    @Option(help: ArgumentHelp("Why others judge beside it, with two measures for one violation.", valueName: "reason"))
    var beside: String?

    /// Members of a proposal; nil for what is not said.
    var named: JSONValue? { replaces.isEmpty ? nil : .array(replaces.map(JSONValue.string)) }

    /// The refusal for want of such a word, with the same command and the word that is mostly meant.
    func completed(_ failure: Failure) -> Failure {
        guard failure.code == "one_pack_per_criterion" else { return failure }
        var failure = failure
        failure.attempt = nil
        failure.why.append("The first is said with --replaces PACK, the second with --beside REASON.")
        failure.rerun = .appending(Self.others(in: failure.what).flatMap { ["--replaces", $0] })
        return failure
    }

    /// "… what another pack judges: nl/a 1 (…) has a ladder for J; nl/b 2 (…) has …" names nl/a and nl/b.
    private static func others(in sentence: String) -> [String] {
        guard let list = sentence.split(separator: "another pack judges: ").last, list.count < sentence.count else {
            return ["PACK"]
        }
        var ids: [String] = []
        for part in list.split(separator: "; ") {
            guard let id = part.split(separator: " ").first.map(String.init), !ids.contains(id) else { continue }
            ids.append(id)
        }
        return ids
    }
}
