import Records

/// A credential that was made a moment ago: its text, for the one answer that shows it, and what is kept of it.
package struct FreshCredential: Sendable {
    let text: CredentialText
    let hash: CredentialHash

    /// Works out scrypt, which takes long.
    package init(_ cost: ScryptCost) throws {
        text = CredentialText(random: Registry.randomBytes(CredentialText.randomCharacters))
        hash = try CredentialHash(of: text.text, cost)
    }
}
