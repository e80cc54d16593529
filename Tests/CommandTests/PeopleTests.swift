import Testing

@testable import registryctl

@Test func `the tokens of a person are listed with when they expire and were last used`() async throws {
    try await CannedServer.serving { _ in
        Samples.list([
            """
            {"id":7,"logins":["p.devries"],"tokens":[
            {"id":3,"kind":"token","login":"p.devries","label":"laptop","scopes":["officer"],"status":"revoked","issuedAt":"2024-01-05T09:00:00Z","expiresAt":"2024-04-05T08:00:00Z","lastUsedAt":"2024-02-01T09:00:00Z"}]}
            """
        ])
    } _: { (_, program) async throws in
        #expect(
            try await program.run("people tokens p.devries -o table")
                == Transcript(
                    """
                    TOKEN  KIND   LABEL   SCOPES   STATUS   EXPIRES           LAST USED
                        3  token  laptop  officer  revoked  2024-04-05 10:00  2024-02-01 10:00

                    """, "Without issued, for want of room: see --columns.\n"))
        #expect(
            try await program.run("people tokens p.devries -o csv").output
                == "id,kind,label,scopes,status,expiresAt,lastUsedAt,issuedAt\r\n"
                + "3,token,laptop,officer,revoked,2024-04-05T08:00:00Z,2024-02-01T09:00:00Z,2024-01-05T09:00:00Z\r\n")
    }
}
