extension UInt64 {
    /// The number that the digits write, or nil for anything else, a sign and a leading zero among it.
    package init?(plain digits: some StringProtocol) {
        guard let number = UInt64(digits), String(number) == digits else { return nil }
        self = number
    }
}
