import ArgumentParser

/// Officials, their roles and tokens.
struct PeopleGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: "People: officials, their roles, what they sign in with, deputies and conflicts of interest.",
        subcommands: [
            PeopleList.self, PeopleAppoint.self, PeopleAccount.self, PeopleToken.self, PeopleTokens.self,
            PeopleRevokeToken.self, PeopleCredential.self, PeopleCredentials.self, PeopleRevokeCredential.self,
            PeopleBind.self, PeopleSubjects.self, PeopleUnbind.self, PeopleRole.self, PeopleConfirmRole.self,
            PeopleDismiss.self,
            PeopleDeputies.self, PeopleDeputy.self, PeopleEndDeputy.self, PeopleConflicts.self, PeopleConflict.self,
            PeopleEndConflict.self,
        ])
}
