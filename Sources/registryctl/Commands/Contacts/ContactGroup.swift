import ArgumentParser

/// How reporters can be reached.
struct ContactGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact", abstract: "Contacts: how reporters can be reached, sealed; who reads, and how long.",
        subcommands: [
            ContactRead.self, ContactRequests.self, ContactGrant.self, ContactRefuse.self, ContactHold.self,
            ContactRelease.self, ContactErase.self, ContactDecideErasure.self, ContactRetention.self, ContactKeep.self,
            ContactKeyGroup.self,
        ])
}

/// The keys to which contacts are sealed.
struct ContactKeyGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Contact keys: what contacts are sealed to; officers have the private half.",
        subcommands: [ContactKeyCreate.self, ContactKeyConfirm.self, ContactKeyWithdraw.self, ContactKeyList.self])
}
