import ArgumentParser
import FoundationEssentials
import Provision
import TransparencyLog

/// Which witnesses have to sign the heads of the log.
struct WitnessOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Send each signed head to the witnesses of this policy (C2SP tlog-policy), and keep it when the quorum has signed.",
            valueName: "file"))
    var witnessPolicy: String?

    /// - Throws: `ProvisionRefusal`.
    func policy() throws -> TrustPolicy? { try witnessPolicy.map(TrustPolicy.init(file:)) }
}

extension TrustPolicy {
    /// - Throws: `ProvisionRefusal` with every line that can't be used.
    init(file: String) throws {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw ProvisionRefusal("The policy \(file) can't be read.")
        }
        do {
            self = try TrustPolicy(String(decoding: bytes, as: UTF8.self))
        } catch {
            throw ProvisionRefusal("The policy \(file) can't be used.\n\(error)")
        }
    }
}
