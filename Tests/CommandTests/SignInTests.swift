import Foundation
import Records
import Testing

private let me = """
    {"person":"P. de Vries","login":"p.devries","roles":["officer"],"jurisdiction":{"code":"0363","name":"Amsterdam",
    "timeZone":"Europe/Amsterdam","languages":["nl"]},"expiresAt":"2027-01-01T00:00:00Z"}
    """

/// A token as a server gives them; nobody knows this one.
private let token = "reg_YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWEmxBwTg"

@Test func `a token is checked and kept, readable by its owner only`() async throws {
    let server = try await CannedServer { _ in .json(me) }
    let program = try Program()
    #expect(
        try await program.run("login --server \(server.url)/", input: "\(token)\n")
            == Transcript(
                "Signed in to \(server.host) as p.devries (Amsterdam: officer).\n", "Next: registryctl today\n"))
    #expect(server.requests.map(\.line) == ["GET /v1/me"])
    #expect(server.requests.first?.headers["authorization"] == "Bearer \(token)")
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
    #expect(server.requests.last?.headers["authorization"] == "Bearer \(token)")
    #expect(!(try program.read("config.json").contains(token)))
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
        try await program.run("login --server \(server.url)", input: "\(token)\n")
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

@Test func `a token that was cut or mistyped is told apart before any server is asked`() async throws {
    let program = try Program()
    for (text, why) in [
        (String(token.dropLast(3)), "A token has 53 characters; this has 50, so a part is missing or too much."),
        (
            token.replacing("YWFh", with: "YWFi", maxReplacements: 1),
            "A character of it was changed: its checksum doesn't fit."
        ),
    ] {
        #expect(
            try await program.run("login --server http://127.0.0.1:1", input: "\(text)\n")
                == Transcript(
                    "",
                    """
                    error: standard input holds no token.
                           \(why)
                      try: copy the whole token again, or have an administrator run registryctl people token PERSON

                    """, exit: 8))
    }
    try program.remove()
}

private let credential = CredentialText(random: (0..<26).map { UInt8($0) }).text

@Test func `a credential is exchanged for a session, and only the session is kept`() async throws {
    let server = try await CannedServer { asked in
        switch asked.line {
        case "GET /v1/sign-in":
            .json(#"{"jurisdictions":[{"code":"0363","name":"Amsterdam"}],"ways":["credential","token"]}"#)
        case "POST /v1/sessions":
            .json(
                #"{"id":7,"login":"p.devries","label":"registryctl","token":"\#(token)","expiresAt":"2027-01-01T00:00:00Z"}"#,
                status: 201)
        default: .json(me)
        }
    }
    let program = try Program()
    #expect(
        try await program.run("login --server \(server.url) --login p.devries", input: credential.lowercased() + "\n")
            == Transcript(
                "Signed in to \(server.host) as p.devries (Amsterdam: officer).\n", "Next: registryctl today\n"))
    #expect(server.requests.map(\.line) == ["GET /v1/sign-in", "POST /v1/sessions", "GET /v1/me"])
    #expect(server.requests[1].body == #"{"credential":"\#(credential)","jurisdiction":"0363","login":"p.devries"}"#)
    #expect(server.requests[1].headers["authorization"] == nil)
    #expect(server.requests[2].headers["authorization"] == "Bearer \(token)")
    #expect(!(try program.read("config.json").contains(credential)))
    // The next day the same command asks for the credential alone.
    #expect(try await program.run("login", input: credential + "\n").exit == 0)
    #expect(server.requests.dropFirst(3).map(\.line) == ["POST /v1/sessions", "GET /v1/me"])
    try program.remove()
    try await server.close()
}

@Test func `a credential that is refused, mistyped, or of one of several authorities is told so`() async throws {
    let server = try await CannedServer { asked in
        asked.line == "GET /v1/sign-in"
            ? .json(
                #"{"jurisdictions":[{"code":"0363","name":"Amsterdam"},{"code":"0599","name":"Rotterdam"}],"ways":["credential"]}"#
            )
            : .problem(401, "sign_in_refused", "Nobody was signed in.")
    }
    let program = try Program()
    #expect(
        try await program.run("login --server \(server.url) --login p.devries", input: credential)
            == Transcript(
                "",
                """
                error: \(server.host) has several authorities.
                       There are: 0363 (Amsterdam), 0599 (Rotterdam).
                  try: registryctl login --server \(server.url) --login p.devries --jurisdiction 0363

                """, exit: 64))
    let home = "login --server \(server.url) --login p.devries --jurisdiction 0599"
    #expect(
        try await program.run(home, input: credential)
            == Transcript(
                "",
                """
                error: Nobody was signed in.
                  try: registryctl login, or an administrator runs registryctl people credential p.devries

                """, exit: 4))
    let asked = server.requests.count
    #expect(
        try await program.run(home, input: "A" + credential.dropFirst())
            == Transcript(
                "",
                """
                error: standard input is no credential.
                       A credential has seven groups of four letters and digits, and the last two are a checksum that tells slips apart.
                  try: type it again, or have an administrator run registryctl people credential p.devries

                """, exit: 8))
    #expect(server.requests.count == asked)
    #expect(!FileManager.default.fileExists(atPath: program.path("config.json")))
    #expect(
        try await program.run("login --login a --token-file x").talk.hasPrefix(
            "error: --login goes with a credential, and --token-file holds a token: give one of them."))
    try program.remove()
    try await server.close()
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
    try program.write("\(token)\n", to: "token")
    program.variables = ["REGISTRYCTL_SERVER": server.url, "REGISTRYCTL_TOKEN_FILE": program.path("token")]
    let who = try await program.run("whoami --json=login,jurisdiction.code")
    #expect(
        who == Transcript("{\n  \"jurisdiction.code\": \"0363\",\n  \"login\": \"p.devries\"\n}\n"))
    #expect(server.requests.first?.headers["authorization"] == "Bearer \(token)")
    try program.remove()
    try await server.close()
}
