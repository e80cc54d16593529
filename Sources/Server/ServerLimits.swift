import Records
import Registry

/// How much and for how long one client may ask. Everything is bounded here, on purpose, in one place.
package struct ServerLimits: Sendable {
    /// A connection on which no request is being answered is closed after this many seconds; covers slow headers.
    package var idleSeconds = 10
    /// From the head of a request to the end of its body.
    package var bodySeconds = 30
    /// As above, for an import.
    package var importSeconds = 300
    /// As above, for an evidence file or a part of one.
    package var evidenceSeconds = 600
    /// How many evidence files may come in and go out at one time.
    package var evidenceStreams = 8
    /// How long an answer may find no reader before its connection is closed.
    package var stalledSeconds = 15
    /// How many connections to the database exports and comparisons may hold at one time.
    package var streams = 4
    /// After an answer that ends the connection, how long what the client still sends is read and dropped.
    package var lingerSeconds = 1
    /// How much of it is dropped at most.
    package var lingerBytes = 4 << 20
    package var bodyBytes = 1 << 20
    package var importBytes = OutletImport.maximumBytes
    package var urlBytes = 4096
    package var headerFieldBytes = 16 << 10
    package var headerListBytes = 32 << 10
    package var headerFields = 100
    package var connections = 1024
    /// How long a token that was good is taken as good without asking again; so long does a token work at another server that
    /// was revoked at this one.
    package var signInSeconds = 2.0
    /// How often the last uses of tokens are kept; one token is written once in this time at most.
    package var lastUseSeconds = 300.0
    /// How long a session holds, from signing in: a day's work.
    package var sessionSeconds = 12 * 60 * 60
    /// What scrypt costs for the credentials that are made from now on.
    package var credentialCost = ScryptCost.standard
    /// What it cost for those that were made before and may hold still (a year at most): each check does this work, too, or the time that
    /// it takes would tell whose credential is an old one.
    package var earlierCredentialCosts: [ScryptCost] = []
    /// After how many seconds the limits of `ops.rate_limit` are read again.
    package var rateLimitSeconds = 10.0
    /// How many credentials are checked or made at one time.
    package var credentialChecks = 2
    /// How long somebody waits for that.
    package var credentialPatience = Duration.seconds(10)

    package init() {}
}
