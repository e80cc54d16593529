import Postgres
import Records
import Testing

@testable import Registry

/// Every act that takes two persons, with the second step sent to the server over HTTP.
@Suite struct FourEyesOverHTTPTests {
    @Test(arguments: TwoPersonAct.all)
    func `who did the first step doesn't do the second with any two roles, and somebody else does`(act: TwoPersonAct)
        async throws
    {
        try await withWorld { world in
            let first = world.both.with(Role.allCases)
            try await act.begin(world, first)
            let route = try await act.route(world)
            try await ServedWorld.run(world) { served in
                for pair in Role.pairs {
                    let reply = try await served.post(route, try await served.token(of: first, pair))
                    let code = reply.body["code"]?.text ?? ""
                    if act.roles.isDisjoint(with: pair) {
                        #expect(["role_missing", act.unseen ?? "role_missing"].contains(code), "\(pair): \(reply)")
                    } else {
                        #expect(reply.status == 403 && code == act.rule, "\(pair): \(reply)")
                        #expect(
                            reply.body["detail"]?.text == "You \(act.did), so someone else must \(act.must).", "\(pair)"
                        )
                    }
                }
                let second = try await served.token(of: world.otherInspector, Array(act.roles.prefix(1)))
                let done = try await served.post(route, second)
                #expect((200...201).contains(done.status), "\(done)")
            }
        }
    }

    @Test(arguments: TwoPersonAct.all)
    func `without its guard one person does both over HTTP, or a constraint alone refuses it`(act: TwoPersonAct)
        async throws
    {
        try await withWorld { world in
            let first = world.both.with(Role.allCases)
            try await act.begin(world, first)
            try await world.sabotage(TwoPersonAct.guardOfTwo)
            let route = try await act.route(world)
            try await ServedWorld.run(world) { served in
                let reply = try await served.post(route, try await served.token(of: first, []))
                #expect((200...201).contains(reply.status) == (act.behindTheGuard == nil), "\(reply)")
            }
        }
    }
}
