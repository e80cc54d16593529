import ArgumentParser

/// Licences and declarations of toleration.
struct LicenceGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "licence", abstract: "Licences: who may sell where, and how long.",
        subcommands: [
            LicenceList.self, LicenceShow.self, LicenceGrant.self, LicenceRenew.self, LicenceSuspend.self,
            LicenceReinstate.self, LicenceWithdraw.self, LicenceTransfer.self, LicenceLapse.self, LicenceTakeBack.self,
        ], aliases: ["licences"])
}
