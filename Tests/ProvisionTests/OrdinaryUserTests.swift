import FoundationEssentials
import Glibc
import Provision
import Testing

/// The tests of the private cluster once more, in a process of a throw-away ordinary user. Only root can do that; an
/// ordinary user who runs the tests has run them already.
@Suite struct OrdinaryUserTests {
    @Test(
        .enabled(if: geteuid() == 0, "this user is an ordinary one already"),
        .enabled(if: access("/usr/sbin/useradd", X_OK) == 0, "there is no useradd on this machine"))
    func `an ordinary user gets the same private server`() async throws {
        let user = "registry-test-\(getpid())"
        _ = try await Command("/usr/sbin/useradd", ["--system", "--no-create-home", user])
            .run(orRefuse: "The user \(user) was not made")
        let ending = try await Command("/usr/sbin/runuser", ["-u", user, "--"] + commandLine(filter: "ClusterTests"))
            .run()
        _ = try await Command("/usr/sbin/userdel", [user]).run(orRefuse: "The user \(user) was not removed")
        #expect(ending.status == 0, "\(ending.output)\(ending.errors)")
        #expect((ending.output + ending.errors).contains("Suite ClusterTests passed"))
    }

    /// This test process's own command line, with another filter.
    private func commandLine(filter: String) throws -> [String] {
        let words = try String(contentsOfFile: "/proc/self/cmdline", encoding: .utf8).split(separator: "\0").map(
            String.init)
        let program = try String(cString: #require(realpath("/proc/self/exe", nil)))
        var arguments: [String] = []
        var rest = words.dropFirst()
        while let word = rest.popFirst() {
            if word == "--filter" || word == "--skip" || word == "--event-stream-output-path" {
                _ = rest.popFirst()
            } else {
                arguments.append(word)
            }
        }
        return [program] + arguments + ["--filter", filter]
    }
}
