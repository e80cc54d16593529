import Crypto
import CryptoExtras
import Records

/// What is kept of a credential: scrypt of its text, with the salt and the cost. Working it out takes long on purpose, so it is done
/// away from the event loop and the cooperative pool.
package struct CredentialHash: Sendable, Equatable {
    package var salt: [UInt8]
    package var hash: [UInt8]
    package var cost: ScryptCost

    package init(salt: [UInt8], hash: [UInt8], cost: ScryptCost) {
        self.salt = salt
        self.hash = hash
        self.cost = cost
    }

    /// Of a text, with a new salt.
    package init(of text: String, _ cost: ScryptCost) throws {
        try self.init(of: text, salt: Registry.randomBytes(16), cost)
    }

    /// Of a text, with a salt that is there already.
    package init(of text: String, salt: [UInt8], _ cost: ScryptCost) throws {
        self.salt = salt
        self.cost = cost
        hash = try Self.work(text, salt, cost).withUnsafeBytes { Array($0) }
    }

    /// Whether it is of that text. Comparing takes as long whatever differs.
    package func isOf(_ text: String) throws -> Bool {
        try Self.work(text, salt, cost) == SymmetricKey(data: hash)
    }

    private static func work(_ text: String, _ salt: [UInt8], _ cost: ScryptCost) throws -> SymmetricKey {
        try KDF.Scrypt.deriveKey(
            from: Array(text.utf8), salt: salt, outputByteCount: 32, rounds: cost.cost, blockSize: cost.blockSize,
            parallelism: cost.parallelization)
    }
}
