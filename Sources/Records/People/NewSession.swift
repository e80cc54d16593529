/// What somebody signs in with.
package struct NewSession: Sendable, Equatable {
    /// What shows who it is.
    package enum Proof: Sendable, Equatable {
        /// As it was typed.
        case credential(String, login: String)
        /// Of an identity provider.
        case idToken(String)
    }

    /// The code of the authority.
    package var jurisdiction: String
    package var proof: Proof

    package init(jurisdiction: String, proof: Proof) {
        self.jurisdiction = jurisdiction
        self.proof = proof
    }

    package init(jurisdiction: String, login: String, credential: String) {
        self.init(jurisdiction: jurisdiction, proof: .credential(credential, login: login))
    }

    /// Reads the body of a sign-in.
    package init(_ fields: inout Fields) {
        jurisdiction = fields.text("jurisdiction", max: 12)
        let login = fields.optionalText("login", max: 63)
        let credential = fields.optionalText("credential", max: 200)
        let idToken = fields.optionalText("idToken", max: 16384)
        proof = idToken.map(Proof.idToken) ?? .credential(credential ?? "", login: login ?? "")
        switch (login, credential, idToken) {
        case (nil, nil, _?), (_?, _?, nil): break
        default:
            fields.note(
                "credential", "not_one_proof", "Give \"login\" and \"credential\", or \"idToken\" alone.")
        }
    }
}
