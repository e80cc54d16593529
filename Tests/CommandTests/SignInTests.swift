import Foundation
import Testing

private let me = """
    {"person":"P. de Vries","login":"p.devries","roles":["officer"],"jurisdiction":{"code":"0363","name":"Amsterdam",
    "timeZone":"Europe/Amsterdam","languages":["nl"]},"expiresAt":"2027-01-01T00:00:00Z"}
    """

@Test func `a token is checked and kept, readable by its owner only`() async throws {
    let server = try await CannedServer { _ in .json(me) }
    let program = try Program()
    #expect(
        try await program.run("login --server \(server.url)/", input: "reg_abc\n")
            == Transcript(
                "Signed in to \(server.host) as p.devries (Amsterdam: officer).\n", "Next: registryctl today\n"))
    #expect(server.requests.map(\.line) == ["GET /v1/me"])
    #expect(server.requests.first?.headers["authorization"] == "Bearer reg_abc")
    let mode = try FileManager.default.attributesOfItem(atPath: program.path("config.json"))[.posixPermissions]
    #expect(mode as? Int == 0o600)
    #expect(
        try await program.run("context list")
            == Transcript(
                "current\tname\tserver\tlogin\ttimeZone\n*\tdefault\t\(server.url)\tp.devries\tEurope/Amsterdam\n"))
    #expect(
        try await program.run("logout")
            == Transcript(
                "Signed out of \(server.host): the token no longer works.\n", "Next: registryctl login\n"))
    #expect(server.requests.last?.line == "POST /v1/me/sign-out")
    #expect(server.requests.last?.headers["authorization"] == "Bearer reg_abc")
    #expect(!(try program.read("config.json").contains("reg_abc")))
    try program.remove()
    try await server.close()
}

@Test func `signing out without the server says until when the token stays valid`() async throws {
    let program = try Program()
    let context = #"{"server":"http://127.0.0.1:1","token":"reg_abc","login":"p.devries","timeZone":"Europe/Amsterdam""#
    for (more, end) in [(#","expiresAt":"2027-01-01T23:30:00Z""#, "2027-01-02"), ("", "it expires")] {
        try program.write(#"{"current":"a","contexts":{"a":\#(context)\#(more)}}}"#, to: "config.json")
        #expect(
            try await program.run("logout")
                == Transcript(
                    "",
                    """
                    error: 127.0.0.1:1 was not told to revoke the token, which stays valid until \(end).
                           127.0.0.1:1 can't be reached.
                           The token is forgotten here.
                      try: an administrator runs registryctl people revoke-token p.devries NUMBER --reason TEXT

                    """, exit: 69))
        #expect(!(try program.read("config.json").contains("reg_abc")))
    }
    try program.remove()
}

@Test func `signing out with a token that is no longer good forgets it`() async throws {
    let server = try await CannedServer { _ in .problem(401, "sign_in_needed", "The token is not known.") }
    let program = try Program()
    try program.write(
        #"{"current":"a","contexts":{"a":{"server":"\#(server.url)","token":"reg_abc"}}}"#, to: "config.json")
    #expect(
        try await program.run("logout")
            == Transcript(
                "Signed out of \(server.host): the token was no longer good there.\n", "Next: registryctl login\n"))
    #expect(!(try program.read("config.json").contains("reg_abc")))
    try program.remove()
    try await server.close()
}

@Test func `a token that the server doesn't take is not kept`() async throws {
    let server = try await CannedServer { _ in
        .problem(401, "token_unknown", "The token is not known.", #""why":"It was revoked or never issued.""#)
    }
    let program = try Program()
    #expect(
        try await program.run("login --server \(server.url)", input: "reg_abc\n")
            == Transcript(
                "",
                """
                error: The token is not known.
                       It was revoked or never issued.
                  try: an administrator runs registryctl people token PERSON

                """, exit: 4))
    #expect(!FileManager.default.fileExists(atPath: program.path("config.json")))
    try program.remove()
    try await server.close()
}

@Test func `what is no token is refused without being shown`() async throws {
    let program = try Program()
    #expect(
        try await program.run("login --server http://127.0.0.1:1", input: "my password\n")
            == Transcript(
                "",
                """
                error: standard input holds no token.
                       A token is one word that begins with reg_.
                  try: an administrator runs registryctl people token PERSON

                """, exit: 8))
    try program.remove()
}

@Test func `contexts are chosen, shown and forgotten`() async throws {
    let program = try Program()
    try program.write(
        """
        {"current":"a","contexts":{"a":{"server":"http://a.example"},"prod":{"server":"https://p.example","token":"reg_x"}}}
        """, to: "config.json")
    #expect(
        try await program.run("context use prod")
            == Transcript("Commands now go to p.example as nobody yet.\n", "Next: registryctl today\n"))
    #expect(
        try await program.run("context show -o table")
            == Transcript("current  *\nname     prod\nserver   https://p.example\n"))
    #expect(
        try await program.run("context use prd")
            == Transcript(
                "",
                """
                error: there is no context "prd".
                       There are: a, prod.
                  try: registryctl context use prod

                """, exit: 6))
    #expect(
        try await program.run("context remove prod")
            == Transcript("Context prod is forgotten.\n", "Next: commands go to a now\n"))
    try program.remove()
}

@Test func `the environment names server and token without any file`() async throws {
    let server = try await CannedServer { _ in .json(me) }
    var program = try Program()
    try program.write("reg_of_file\n", to: "token")
    program.variables = ["REGISTRYCTL_SERVER": server.url, "REGISTRYCTL_TOKEN_FILE": program.path("token")]
    let who = try await program.run("whoami --json=login,jurisdiction.code")
    #expect(
        who == Transcript("{\n  \"jurisdiction.code\": \"0363\",\n  \"login\": \"p.devries\"\n}\n"))
    #expect(server.requests.first?.headers["authorization"] == "Bearer reg_of_file")
    try program.remove()
    try await server.close()
}
