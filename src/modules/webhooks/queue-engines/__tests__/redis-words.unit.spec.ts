import { redisFault } from "../_redis-words"

describe("what an error of Redis says to staff", () => {
  it.each([
    ["OOM command not allowed when used memory > 'maxmemory'. script: c95b, on @user_script:1.", "Redis is full (OOM)"],
    ["NOPERM User default has no permissions to run the 'xadd' command", "Redis refuses the command XADD (NOPERM)"],
    ["NOPERM No permissions to access a key", "Redis refuses a command (NOPERM)"],
    [
      "ERR The user executing the script can't run this command or subcommand script: c95b",
      "Redis refuses a command (NOPERM)",
    ],
    ["READONLY You can't write against a read only replica. script: c95b", "Redis is read-only (READONLY)"],
    ["WRONGPASS invalid username-password pair or user is disabled.", "Redis refuses user or password (WRONGPASS)"],
    ["Command timed out", "Redis does not answer"],
    ["Connection is closed.", "Redis closed the connection"],
    ["connect ECONNREFUSED 127.0.0.1:6379", "Redis can't be reached: connect ECONNREFUSED 127.0.0.1:6379"],
    ["ERR max number of clients reached", "Redis: ERR max number of clients reached"],
  ])("%s", (message, said) => {
    expect(redisFault(new Error(message))).toContain(said)
  })

  it("is the same when it is said again", () => {
    const said = redisFault(new Error("OOM command not allowed"))
    expect(redisFault(new Error(said))).toBe(said)
  })
})
