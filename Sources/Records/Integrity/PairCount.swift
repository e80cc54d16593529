/// How many actions one person proposed and another issued in one stratum (a month, or the days with the same people on duty).
package struct PairCount: Sendable, Equatable {
    package var proposer: String
    package var issuer: String
    package var stratum: String
    package var count: Int

    package init(proposer: String, issuer: String, stratum: String, count: Int) {
        self.proposer = proposer
        self.issuer = issuer
        self.stratum = stratum
        self.count = count
    }
}
