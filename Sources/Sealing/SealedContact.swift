/// Contact data as they are stored: nobody reads them without both keys.
package struct SealedContact: Sendable, Equatable {
    /// Nonce, ciphertext and tag of AES-256-GCM under a key of this report's own.
    package let ciphertext: [UInt8]
    /// That key, wrapped for the contact key, and that once more for the epoch key: 128 bytes.
    package let wrappedKey: [UInt8]

    package init(ciphertext: [UInt8], wrappedKey: [UInt8]) {
        self.ciphertext = ciphertext
        self.wrappedKey = wrappedKey
    }
}

/// Contact data of which the epoch's layer was taken off: who has the contact key reads them.
package struct HandedContact: Sendable, Equatable {
    package let ciphertext: [UInt8]
    /// The report's key, wrapped for the contact key alone: 80 bytes.
    package let wrappedKey: [UInt8]

    package init(ciphertext: [UInt8], wrappedKey: [UInt8]) {
        self.ciphertext = ciphertext
        self.wrappedKey = wrappedKey
    }
}
