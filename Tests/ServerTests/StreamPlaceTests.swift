import Records
import Testing

@testable import Server

/// Streams whose pace the client sets hold a part of the connections to the database, never all.
@Suite struct StreamPlaceTests {
    private static let refused =
        "Nothing was begun: as many exports and comparisons are running as may at one time."

    @Test func `places are taken up to the limit and given back with the last who keeps them`() throws {
        let places = StreamPlaces(limit: 3)
        var kept: [StreamPlaces.Taken] = [try places.take(2), try places.take()]
        #expect(kept.count == 2)
        let refusal = #expect(throws: Refusal.self) { try places.take() }
        #expect(refusal?.message == Self.refused)
        kept = []
        kept = [try places.take(3)]
        #expect(throws: Refusal.self) { try places.take() }
    }

    @Test func `a stream that needs more than there is takes all`() throws {
        let places = StreamPlaces(limit: 1)
        let taken = try places.take(2)
        #expect(throws: Refusal.self) { try places.take() }
        withExtendedLifetime(taken) {}
    }

    @Test func `one export too many is told to come again, and lists go on`() async throws {
        var limits = ServerLimits()
        limits.streams = 0
        try await RunningServer.run(limits) { server in
            let reply = try await server.client().get("/v1/exports/outlets")
            #expect(
                try reply.problem
                    == "503 too_many_streams: \(Self.refused) | Send the same request again when one of them has ended."
            )
            #expect(reply.header("Retry-After") == "1")
            #expect(try await server.client().get("/v1/outlets").status == 200)
        }
        limits.streams = 1
        try await RunningServer.run(limits) { server in
            for _ in 0..<3 {
                let whole = try await server.client().get("/v1/exports/outlets")
                #expect(whole.status == 200)
            }
        }
    }
}
