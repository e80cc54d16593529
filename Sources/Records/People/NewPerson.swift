/// What is needed to appoint an official.
package struct NewPerson: Sendable, Equatable {
    package var name: String
    /// Lower case: a letter, then letters, digits, `.`, `_` or `-`; unique in the jurisdiction.
    package var login: String
    package var roles: [Role]

    package init(name: String, login: String, roles: [Role]) {
        self.name = name
        self.login = login
        self.roles = roles
    }
}
