/// What scrypt (RFC 7914) is made to cost. Kept beside each credential, so that it can be raised for the next ones.
package struct ScryptCost: Sendable, Equatable {
    /// N, a power of two: with a block size of 8, 128 MiB for 2^17.
    package var cost: Int
    /// r.
    package var blockSize: Int
    /// p.
    package var parallelization: Int

    package init(cost: Int, blockSize: Int, parallelization: Int) {
        self.cost = cost
        self.blockSize = blockSize
        self.parallelization = parallelization
    }

    /// Source: OWASP Password Storage Cheat Sheet, scrypt.
    package static let standard = ScryptCost(cost: 1 << 17, blockSize: 8, parallelization: 1)
}
