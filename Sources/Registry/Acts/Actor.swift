import Records

/// Who acts: one person, in one jurisdiction, with the roles that the person holds there.
package struct Actor: Sendable, Equatable {
    package var jurisdiction: Int
    package var jurisdictionCode: String
    package var person: Int
    package var personName: String
    package var login: String
    package var roles: Set<Role>

    package init(
        jurisdiction: Int, jurisdictionCode: String, person: Int, personName: String, login: String, roles: Set<Role>
    ) {
        self.jurisdiction = jurisdiction
        self.jurisdictionCode = jurisdictionCode
        self.person = person
        self.personName = personName
        self.login = login
        self.roles = roles
    }
}
