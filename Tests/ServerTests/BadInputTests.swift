import HTTPTypes
import Records
import Testing

@testable import Postgres
@testable import Server

@Suite struct BadInputTests {
    @Test func `all problems of a body come at once`() async throws {
        try await RunningServer.run { server in
            let reply = try await server.client().post(
                "/v1/outlets",
                [
                    "kind": "cofeeshop", "houseNumber": 12, "longitude": 52.37, "nmae": "x",
                    "toleratedFrom": "2026-02-30", "openingHours": [["day": 8, "opens": "9:00", "closes": "22:00"]],
                ])
            #expect(try reply.problem.hasPrefix("400 bad_input: 8 fields need attention."))
            #expect(reply.header("Content-Type") == "application/problem+json")
            #expect(
                try reply.errors == [
                    #"/kind not_a_choice: "cofeeshop" is not one of consumption, takeaway, retail, club, pharmacy, unknown."#,
                    #"/street missing: "street" is missing; a text of 1 to 200 characters is needed."#,
                    #"/houseNumber wrong_type: "houseNumber" is a whole number; a text of 1 to 20 characters is needed."#,
                    #"/latitude missing: "longitude" is there without "latitude"; a place needs both."#,
                    #"/openingHours/0/day out_of_range: "day" is 8; it lies between 1 and 7."#,
                    #"/openingHours/0/opens not_a_time: "9:00" is not a time of day like 09:30."#,
                    #"/toleratedFrom not_a_date: "2026-02-30" is not a date like 2026-11-20."#,
                    #"/nmae unknown_field: There is no field "nmae" here. Did you mean "name"?"#,
                ])
            #expect(try await server.client().get("/v1/outlets").json["items"] == [])
        }
    }

    @Test func `of thousands of problems the first 200 are listed and the others counted`() async throws {
        try await RunningServer.run { server in
            let names = (1...9000).map { ("unknown\($0)", JSONValue.integer($0)) }
            let body = JSONValue.object(["kind": "legal", "name": "A"].merging(names) { $1 })
            let reply = try await server.client().post("/v1/parties", body)
            #expect(
                try reply.problem == "400 bad_input: 9000 fields need attention."
                    + " | The first 200 are listed, and 8800 more are not."
                    + " | Mend what is listed and send it again; nothing was stored.")
            let errors = try reply.errors
            #expect(errors.count == 200)
            #expect(
                errors[0].hasPrefix(
                    #"/unknown1 unknown_field: There is no field "unknown1" here; the fields are kind, "#))
            #expect(errors[1] == #"/unknown10 unknown_field: There is no field "unknown10" here."#)
            #expect(reply.body.count < 40_000)
        }
    }

    @Test func `swapped longitude and latitude are refused by the bounds of the authority`() async throws {
        try await RunningServer.run { server in
            guard case .object(var outlet) = Samples.outlet() else { return }
            (outlet["longitude"], outlet["latitude"]) = (52.37, 4.9)
            let reply = try await server.client().post("/v1/outlets", .object(outlet))
            #expect(reply.status == 400)
            #expect(try reply.problem.contains("swapped"))
        }
    }

    @Test(arguments: [
        ("{\"kind\":", "at byte 8: a value is expected, and the document ends"),
        ("{\"kind\":1,\"kind\":2}", "at byte 10: the member \"kind\" is there twice"),
        ("kind=consumption", "at byte 0: a value is expected, found \"k\""),
    ])
    func `what is not JSON is refused with the place`(text: String, reason: String) async throws {
        try await RunningServer.run { server in
            let reply = try await server.client().send(
                "POST", "/v1/outlets", Array(text.utf8), ["Idempotency-Key": "k"])
            #expect(
                try reply.problem
                    == "400 not_json: The body can't be read as JSON: \(reason). | Send one JSON object in UTF-8.")
        }
    }

    @Test func `a JSON bomb and a Latin-1 text are refused`() async throws {
        try await RunningServer.run { server in
            let key = ["Idempotency-Key": "k"]
            let bomb = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
            let deep = try await server.client().send("POST", "/v1/outlets", bomb, key)
            #expect(try deep.problem.contains("at byte 32: the document is nested deeper than 32 levels"))
            let wide = Array("[" + String(repeating: "0,", count: 400_000) + "0]").map { $0.asciiValue ?? 0 }
            let many = try await server.client().send("POST", "/v1/outlets", wide, key)
            #expect(try many.problem.contains("the document holds more than 10000 values"))
            let latin1 = Array("{\"street\":\"Antoni".utf8) + [0xEB] + Array("s\"}".utf8)
            let reply = try await server.client().send("POST", "/v1/outlets", latin1, key)
            #expect(try reply.problem.contains("at byte 11: the text that starts here is not UTF-8"))
        }
    }

    @Test func `a body that is not an object, and one of another type, are refused`() async throws {
        try await RunningServer.run { server in
            let list = try await server.client().post("/v1/outlets", [])
            #expect(try list.errors == [" wrong_type: An object is expected here, not a list."])
            let form = try await server.client().send(
                "POST", "/v1/outlets", Array("a=b".utf8),
                ["Idempotency-Key": "k", "Content-Type": "application/x-www-form-urlencoded"])
            #expect(
                try form.problem
                    == "415 unsupported_type: A body of type application/x-www-form-urlencoded is not read here."
                    + " | Send it with Content-Type: application/json.")
            let charset = try await server.client().post(
                "/v1/outlets", Samples.outlet(), ["Content-Type": "application/json; charset=utf-8"])
            #expect(charset.status == 201)
        }
    }

    @Test func `parameters of the query are checked like fields`() async throws {
        try await RunningServer.run { server in
            let reply = try await server.client().get("/v1/outlets?limit=501&statsu=active&kind=x")
            #expect(
                try reply.errors == [
                    #"/limit out_of_range: "limit" is 501; it lies between 1 and 500."#,
                    #"/kind not_a_choice: "x" is not one of consumption, takeaway, retail, club, pharmacy, unknown."#,
                    #"/statsu unknown_field: There is no field "statsu" here. Did you mean "status"?"#,
                ])
            let twice = try await server.client().get("/v1/outlets?limit=1&limit=2")
            #expect(try twice.errors == [#"/limit twice: The parameter "limit" is there twice."#])
            let cursor = try await server.client().get("/v1/outlets?cursor=%21%21")
            #expect(try cursor.errors == [#"/cursor not_a_cursor: The cursor "!!" did not come from this list."#])
            let both = try await server.client().get("/v1/outlets?limit=abc&cursor=zzz")
            #expect(
                try both.errors == [
                    #"/limit wrong_type: "limit" is a text; a whole number from 1 to 500 is needed."#,
                    #"/cursor not_a_cursor: The cursor "zzz" did not come from this list."#,
                ])
            let broken = try await server.client().get("/v1/outlets?q=%ff")
            #expect(try broken.errors == ["/q not_utf8: The parameter q=%ff is not percent-encoded UTF-8."])
        }
    }

    @Test func `an unknown path and an unknown method say what there is`() async throws {
        try await RunningServer.run { server in
            let path = try await server.client().get("/v1/outlet")
            #expect(
                try path.problem == "404 unknown_path: There is nothing at /v1/outlet."
                    + " | See /v1/openapi.json for the paths that there are.")
            let method = try await server.client().send("DELETE", "/v1/outlets/0363-001-X", nil)
            #expect(
                try method.problem
                    == "405 method_not_allowed: DELETE is not possible here. | Possible here: GET, HEAD, PATCH.")
            #expect(method.header("Allow") == "GET, HEAD, PATCH")
            let head = try await server.client().send("HEAD", "/v1/outlets", nil)
            #expect(head.status == 200 && head.body.isEmpty)
        }
    }

    @Test func `a control character in a path names nothing`() async throws {
        try await RunningServer.run { server in
            for route in RouteTable.all.routes where route.method == .get && route.path.contains("{") {
                let path = route.path.replacing(/\{[a-z0-9]+\}/, with: "a%00b")
                let reply = try await server.client().get(path)
                #expect(
                    try reply.problem == "404 unknown_path: There is nothing at \(path)."
                        + " | See /v1/openapi.json for the paths that there are.")
            }
        }
    }

    @Test func `a cursor that no list gave is refused by every list`() async throws {
        try await RunningServer.run { server in
            let lists = ["outlets", "parties", "licences", "inspections", "nuisance-reports", "cases", "actions"]
            for list in lists {
                for cursor in ["AAAA", "AGFi", "_____w", "eA"] where !(list == "outlets" && cursor == "eA") {
                    let reply = try await server.client().get("/v1/\(list)?cursor=\(cursor)")
                    #expect(reply.status == 400)
                    #expect(
                        try reply.errors
                            == [#"/cursor not_a_cursor: The cursor "\#(cursor)" did not come from this list."#],
                        "\(list)")
                }
            }
        }
    }

    @Test func `a text that the database can't keep is bad input and no failure`() {
        var failure = PostgresError(.server, "invalid byte sequence")
        failure.sqlstate = "22021"
        let entry = ProblemTable.entry(for: failure, .sameKey)
        #expect(entry.status == .badRequest && !entry.isFailure)
        #expect(
            entry.refusal.message == "A text of the request holds a character that can't be kept, such as U+0000.")
    }

    @Test func `the title of a problem is the same whatever happened`() async throws {
        try await RunningServer.run { server in
            let one = try await server.client().get("/v1/licences/L-2026-0001").json
            let other = try await server.client().get("/v1/licences/L-2026-0002").json
            #expect(one["title"] == "Unknown licence" && other["title"] == "Unknown licence")
            #expect(one["detail"] == "There is no licence L-2026-0001.")
            #expect(other["detail"] == "There is no licence L-2026-0002.")
        }
    }
}
