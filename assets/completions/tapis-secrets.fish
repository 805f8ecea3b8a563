# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_tapis_secrets_global_optspecs
    string join \n base-url= profile= theme= ascii view-only clipboard= clear-on-exit json no-input q/quiet log= h/help V/version
end

function __fish_tapis_secrets_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_tapis_secrets_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_tapis_secrets_using_subcommand
    set -l cmd (__fish_tapis_secrets_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -l base-url -d 'Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -l profile -d 'Profile of config.toml to use: its address, token and settings' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -l theme -d 'Colours; auto reads NO_COLOR, COLORTERM, TERM and COLORFGBG [default: the profile\'s, or auto]' -r -f -a "auto\t''
dark\t''
light\t''
ansi\t''
none\t''"
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -l clipboard -d 'Clipboard for copies; auto tries tmux, then the desktop, then OSC 52' -r -f -a "auto\t''
system\t''
osc52\t''
off\t''"
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -l log -d 'Log each call to the service and its duration to FILE; never a value or a token' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -l ascii -d 'Draw with ASCII characters only'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -l view-only -d 'Do not change anything: no create, edit or delete'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -l clear-on-exit -d 'Clear a copied value from the clipboard when the program ends, not only after its 30 s'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -l json -d 'Print JSON; its first field is "schema": 1'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -l no-input -d 'Ask nothing, even on a terminal: fail where an answer is needed'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -s q -l quiet -d 'Say nothing but results and errors'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -s V -l version -d 'Print version'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "demo" -d 'Run the browser on an embedded service; no account needed'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "list" -d 'List the secrets: a table on a terminal, lines of fields between tabs in a pipe'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "ls" -d 'List the secrets: a table on a terminal, lines of fields between tabs in a pipe'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "show" -d 'Show what is known of a secret, and the reference to it; never asks for its value'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "uses" -d 'Show the pods that use a secret, and where; never asks for its value'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "get" -d 'Print the value of a secret, byte for byte'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "run" -d 'Run a command with values of secrets in its environment'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "exec" -d 'Run a command with values of secrets in its environment'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "inject" -d 'Fill the values of secrets into a text, in place of ${secret:NAME} and ${secret:USER:NAME}'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "export" -d 'Print values as assignments for a shell, as a .env file or as JSON; never to a terminal'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "set" -d 'Give a secret another value, from standard input, a file or a prompt'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "create" -d 'Create a secret; the value is taken as by set'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "rm" -d 'Delete secrets, one after the other'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "rotate" -d 'Give a secret another value, and restart the pods that use it, one after the other'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "restart" -d 'Restart pods, one after the other, as rotate does; no value is changed'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "profiles" -d 'List the profiles, the source of each setting, and which profile is active'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "doctor" -d 'Check configuration, address, service, token, clipboard, terminal and memory'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "login" -d 'Get a token with your password, and remember it for later'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "logout" -d 'Remove the remembered tokens of one profile (--profile), or of all'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "completions" -d 'Print the completions for a shell'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "man" -d 'Print the manual page, or write the pages of all commands to a folder'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "exit-codes" -d 'Print the exit codes and their meaning'
complete -c tapis-secrets -n "__fish_tapis_secrets_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand demo" -l secrets -d 'Number of generated secrets to add to the 41 of the demo' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand demo" -l latency -d 'Delay of every answer, in milliseconds' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand demo" -l fail -d 'Share of the calls that fail, in percent' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand demo" -l seed -d 'Seed for the generated secrets and the failures' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand demo" -l token-life -d 'Lifetime of tokens, in seconds [default: 4 hours; with --serve until 2099]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand demo" -l serve -d 'Run only the service, on this machine: print its base URL, a token and the password, and serve until stopped' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand demo" -l theme -d 'Colours; auto reads NO_COLOR, COLORTERM, TERM and COLORFGBG [default: the profile\'s, or auto]' -r -f -a "auto\t''
dark\t''
light\t''
ansi\t''
none\t''"
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand demo" -l clipboard -d 'Clipboard for copies; auto tries tmux, then the desktop, then OSC 52' -r -f -a "auto\t''
system\t''
osc52\t''
off\t''"
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand demo" -l log -d 'Log each call to the service and its duration to FILE; never a value or a token' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand demo" -l ascii -d 'Draw with ASCII characters only'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand demo" -l view-only -d 'Do not change anything: no create, edit or delete'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand demo" -l clear-on-exit -d 'Clear a copied value from the clipboard when the program ends, not only after its 30 s'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand demo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand list" -l sort -d 'Order; without it the secrets come as the service sends them' -r -f -a "name\t'By id, upper and lower case together'
newest\t'Newest first'
access\t'By access mode, then by id'
owner\t'By owner, then by id'
used\t'By the number of pods that use it, the most first'
changed\t'By the last change of its value that this machine remembers, the latest first'
best\t'The best match for FILTER first'"
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand list" -l base-url -d 'Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand list" -l profile -d 'Profile of config.toml to use: its address, token and settings' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand list" -l log -d 'Log each call to the service and its duration to FILE; never a value or a token' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand list" -l plain -d 'Print fields between tabs, with a header; without a header that is the usual form in a pipe'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand list" -l ids -d 'Print only the ids, one a line'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand list" -l reverse -d 'The other way round'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand list" -l broken -d 'Print what is broken in the pods that you can list, in place of the secrets'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand list" -l stale -d 'Print the secrets of which a pod runs the old value: takes `remember_changes`'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand list" -l view-only -d 'Do not change anything: no create, edit or delete'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand list" -l json -d 'Print JSON; its first field is "schema": 1'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand list" -l no-input -d 'Ask nothing, even on a terminal: fail where an answer is needed'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand list" -s q -l quiet -d 'Say nothing but results and errors'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand ls" -l sort -d 'Order; without it the secrets come as the service sends them' -r -f -a "name\t'By id, upper and lower case together'
newest\t'Newest first'
access\t'By access mode, then by id'
owner\t'By owner, then by id'
used\t'By the number of pods that use it, the most first'
changed\t'By the last change of its value that this machine remembers, the latest first'
best\t'The best match for FILTER first'"
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand ls" -l base-url -d 'Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand ls" -l profile -d 'Profile of config.toml to use: its address, token and settings' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand ls" -l log -d 'Log each call to the service and its duration to FILE; never a value or a token' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand ls" -l plain -d 'Print fields between tabs, with a header; without a header that is the usual form in a pipe'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand ls" -l ids -d 'Print only the ids, one a line'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand ls" -l reverse -d 'The other way round'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand ls" -l broken -d 'Print what is broken in the pods that you can list, in place of the secrets'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand ls" -l stale -d 'Print the secrets of which a pod runs the old value: takes `remember_changes`'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand ls" -l view-only -d 'Do not change anything: no create, edit or delete'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand ls" -l json -d 'Print JSON; its first field is "schema": 1'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand ls" -l no-input -d 'Ask nothing, even on a terminal: fail where an answer is needed'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand ls" -s q -l quiet -d 'Say nothing but results and errors'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand show" -l base-url -d 'Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand show" -l profile -d 'Profile of config.toml to use: its address, token and settings' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand show" -l log -d 'Log each call to the service and its duration to FILE; never a value or a token' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand show" -l view-only -d 'Do not change anything: no create, edit or delete'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand show" -l json -d 'Print JSON; its first field is "schema": 1'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand show" -l no-input -d 'Ask nothing, even on a terminal: fail where an answer is needed'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand show" -s q -l quiet -d 'Say nothing but results and errors'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand show" -s h -l help -d 'Print help'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand uses" -l base-url -d 'Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand uses" -l profile -d 'Profile of config.toml to use: its address, token and settings' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand uses" -l log -d 'Log each call to the service and its duration to FILE; never a value or a token' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand uses" -l view-only -d 'Do not change anything: no create, edit or delete'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand uses" -l json -d 'Print JSON; its first field is "schema": 1'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand uses" -l no-input -d 'Ask nothing, even on a terminal: fail where an answer is needed'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand uses" -s q -l quiet -d 'Say nothing but results and errors'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand uses" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand get" -s o -l output -d 'Write to FILE, which only you can read, in place of standard output' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand get" -l base-url -d 'Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand get" -l profile -d 'Profile of config.toml to use: its address, token and settings' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand get" -l clipboard -d 'Clipboard for copies; auto tries tmux, then the desktop, then OSC 52' -r -f -a "auto\t''
system\t''
osc52\t''
off\t''"
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand get" -l log -d 'Log each call to the service and its duration to FILE; never a value or a token' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand get" -s f -l force -d 'Let --output replace a file'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand get" -l newline -d 'End the value with a newline'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand get" -l copy -d 'Copy the value to the clipboard in place of printing it'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand get" -l reveal -d 'Print the value even on a terminal'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand get" -l view-only -d 'Do not change anything: no create, edit or delete'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand get" -l json -d 'Print JSON; its first field is "schema": 1'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand get" -l no-input -d 'Ask nothing, even on a terminal: fail where an answer is needed'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand get" -s q -l quiet -d 'Say nothing but results and errors'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand run" -s e -l env -d 'Variable, and the id of the secret whose value it gets' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand run" -l file-env -d 'Variable that gets the path of a file in memory with the value, on Linux; it is removed when the command ends' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand run" -l pod -d 'Pod whose references become variables, too, under its own names' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand run" -l preserve -d 'Variable that keeps the value that it has, if it has one, in place of a secret\'s' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand run" -l base-url -d 'Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand run" -l profile -d 'Profile of config.toml to use: its address, token and settings' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand run" -l log -d 'Log each call to the service and its duration to FILE; never a value or a token' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand run" -l no-inherit -d 'Let the command inherit no variable'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand run" -l allow-missing -d 'Leave out variables whose secret does not exist, in place of failing'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand run" -l view-only -d 'Do not change anything: no create, edit or delete'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand run" -l no-input -d 'Ask nothing, even on a terminal: fail where an answer is needed'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand run" -s q -l quiet -d 'Say nothing but results and errors'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand exec" -s e -l env -d 'Variable, and the id of the secret whose value it gets' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand exec" -l file-env -d 'Variable that gets the path of a file in memory with the value, on Linux; it is removed when the command ends' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand exec" -l pod -d 'Pod whose references become variables, too, under its own names' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand exec" -l preserve -d 'Variable that keeps the value that it has, if it has one, in place of a secret\'s' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand exec" -l base-url -d 'Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand exec" -l profile -d 'Profile of config.toml to use: its address, token and settings' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand exec" -l log -d 'Log each call to the service and its duration to FILE; never a value or a token' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand exec" -l no-inherit -d 'Let the command inherit no variable'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand exec" -l allow-missing -d 'Leave out variables whose secret does not exist, in place of failing'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand exec" -l view-only -d 'Do not change anything: no create, edit or delete'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand exec" -l no-input -d 'Ask nothing, even on a terminal: fail where an answer is needed'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand exec" -s q -l quiet -d 'Say nothing but results and errors'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand exec" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand inject" -s i -l input -d 'Template, in place of standard input' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand inject" -s o -l output -d 'Write to FILE, in place of standard output' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand inject" -l mode -d 'Permissions of the file' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand inject" -l base-url -d 'Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand inject" -l profile -d 'Profile of config.toml to use: its address, token and settings' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand inject" -l log -d 'Log each call to the service and its duration to FILE; never a value or a token' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand inject" -s f -l force -d 'Let --output replace a file'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand inject" -l view-only -d 'Do not change anything: no create, edit or delete'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand inject" -l no-input -d 'Ask nothing, even on a terminal: fail where an answer is needed'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand inject" -s q -l quiet -d 'Say nothing but results and errors'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand inject" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand export" -l format -d 'Form of the result' -r -f -a "json\t'One object, from names to values'
shell\t'Assignments for a POSIX shell'
dotenv\t'Lines of a `.env` file'"
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand export" -s o -l output -d 'Write to FILE, which only you can read, in place of standard output' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand export" -l base-url -d 'Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand export" -l profile -d 'Profile of config.toml to use: its address, token and settings' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand export" -l log -d 'Log each call to the service and its duration to FILE; never a value or a token' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand export" -s f -l force -d 'Let --output replace a file'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand export" -l view-only -d 'Do not change anything: no create, edit or delete'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand export" -l no-input -d 'Ask nothing, even on a terminal: fail where an answer is needed'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand export" -s q -l quiet -d 'Say nothing but results and errors'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand set" -l file -d 'Take the value from FILE, byte for byte' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand set" -l generate -d 'Generate a value of letters and digits, 32 characters or LEN' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand set" -l description -d 'Change the description to TEXT, too; an empty one clears it' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand set" -l expect-file -d 'Change nothing unless the present value is the content of FILE; reads it first, which the service logs' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand set" -l confirm-tenant -d 'Name of the tenant, which a profile with danger = true asks for' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand set" -l base-url -d 'Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand set" -l profile -d 'Profile of config.toml to use: its address, token and settings' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand set" -l log -d 'Log each call to the service and its duration to FILE; never a value or a token' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand set" -l exact -d 'Take standard input byte for byte: keep a newline at its end, and allow an empty value'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand set" -l keep-value -d 'Change the description alone: read no value'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand set" -l skip-same -d 'Do not send a value that the secret has already; reads it first, which the service logs'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand set" -l dry-run -d 'Say what would be sent, and change nothing'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand set" -l view-only -d 'Do not change anything: no create, edit or delete'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand set" -l json -d 'Print JSON; its first field is "schema": 1'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand set" -l no-input -d 'Ask nothing, even on a terminal: fail where an answer is needed'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand set" -s q -l quiet -d 'Say nothing but results and errors'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand create" -l file -d 'Take the value from FILE, byte for byte' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand create" -l generate -d 'Generate a value of letters and digits, 32 characters or LEN' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand create" -l description -d 'Description, in ASCII' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand create" -l pod -d 'Create a secret of the pod ID in place of your own' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand create" -l confirm-tenant -d 'Name of the tenant, which a profile with danger = true asks for' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand create" -l base-url -d 'Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand create" -l profile -d 'Profile of config.toml to use: its address, token and settings' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand create" -l log -d 'Log each call to the service and its duration to FILE; never a value or a token' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand create" -l exact -d 'Take standard input byte for byte: keep a newline at its end, and allow an empty value'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand create" -l read-only -d 'Let the value be read, and never changed'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand create" -l write-only -d 'Let the value be changed, and never read'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand create" -l locked -d 'Let the value be neither read nor changed: only pods use it'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand create" -l dry-run -d 'Say what would be sent, and create nothing'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand create" -l view-only -d 'Do not change anything: no create, edit or delete'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand create" -l json -d 'Print JSON; its first field is "schema": 1'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand create" -l no-input -d 'Ask nothing, even on a terminal: fail where an answer is needed'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand create" -s q -l quiet -d 'Say nothing but results and errors'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rm" -l confirm -d 'Confirm the deletion of the secret ID; once for each' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rm" -l confirm-tenant -d 'Name of the tenant, which a profile with danger = true asks for' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rm" -l base-url -d 'Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rm" -l profile -d 'Profile of config.toml to use: its address, token and settings' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rm" -l log -d 'Log each call to the service and its duration to FILE; never a value or a token' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rm" -l yes -d 'Delete without a question'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rm" -l view-only -d 'Do not change anything: no create, edit or delete'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rm" -l json -d 'Print JSON; its first field is "schema": 1'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rm" -l no-input -d 'Ask nothing, even on a terminal: fail where an answer is needed'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rm" -s q -l quiet -d 'Say nothing but results and errors'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l file -d 'Take the value from FILE, byte for byte' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l generate -d 'Generate a value of letters and digits, 32 characters or LEN' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l restart -d 'Pods to restart: none, all that run and that you may restart, or their ids with commas between them; has no default' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l on-failure -d 'What to do at the first failure' -r -f -a "stop\t'Leave everything as it is'
back\t'Restore the old value, and restart the pods that were restarted'"
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l canary -d 'Pod to restart first' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l batch -d 'Pods that are restarted at the same time, after the first one [default: the profile\'s, or 1]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l timeout -d 'Time after which a pod is late, such as 90s or 5m [default: the profile\'s, or 5m]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l soak -d 'Time for which each pod must stay up [default: 30s for the first one, 10s for the others]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l confirm-tenant -d 'Name of the tenant, which a profile with danger = true asks for' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l base-url -d 'Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l profile -d 'Profile of config.toml to use: its address, token and settings' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l log -d 'Log each call to the service and its duration to FILE; never a value or a token' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l exact -d 'Take standard input byte for byte: keep a newline at its end, and allow an empty value'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l old-value-works -d 'Your word that the old value will work at its provider, in place of that of test_command'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l no-provider -d 'Your word that nothing outside the pods checks the new value; test_command is not asked'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l resume -d 'Go on with a rollout that was left; ID names its secret where there are several'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l abandon -d 'End a rollout that was left: nothing is sent, and its record is removed'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l dry-run -d 'Print the plan, and change nothing; no value is read'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l yes -d 'Begin without a question, and go on after the first pod without one'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l view-only -d 'Do not change anything: no create, edit or delete'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l json -d 'Print JSON; its first field is "schema": 1'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -l no-input -d 'Ask nothing, even on a terminal: fail where an answer is needed'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -s q -l quiet -d 'Say nothing but results and errors'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand rotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand restart" -l using -d 'Ids of secrets: all pods that use them, run, and that you may restart' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand restart" -l canary -d 'Pod to restart first' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand restart" -l batch -d 'Pods that are restarted at the same time, after the first one [default: the profile\'s, or 1]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand restart" -l timeout -d 'Time after which a pod is late, such as 90s or 5m [default: the profile\'s, or 5m]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand restart" -l soak -d 'Time for which each pod must stay up [default: 30s for the first one, 10s for the others]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand restart" -l confirm-tenant -d 'Name of the tenant, which a profile with danger = true asks for' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand restart" -l base-url -d 'Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand restart" -l profile -d 'Profile of config.toml to use: its address, token and settings' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand restart" -l log -d 'Log each call to the service and its duration to FILE; never a value or a token' -r -F
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand restart" -l dry-run -d 'Print the plan, and change nothing; no value is read'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand restart" -l yes -d 'Begin without a question, and go on after the first pod without one'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand restart" -l view-only -d 'Do not change anything: no create, edit or delete'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand restart" -l json -d 'Print JSON; its first field is "schema": 1'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand restart" -l no-input -d 'Ask nothing, even on a terminal: fail where an answer is needed'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand restart" -s q -l quiet -d 'Say nothing but results and errors'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand restart" -s h -l help -d 'Print help'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand profiles" -l base-url -d 'Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand profiles" -l profile -d 'Profile of config.toml to use: its address, token and settings' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand profiles" -s h -l help -d 'Print help'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand doctor" -l base-url -d 'Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand doctor" -l profile -d 'Profile of config.toml to use: its address, token and settings' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand doctor" -l theme -d 'Colours; auto reads NO_COLOR, COLORTERM, TERM and COLORFGBG [default: the profile\'s, or auto]' -r -f -a "auto\t''
dark\t''
light\t''
ansi\t''
none\t''"
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand doctor" -l clipboard -d 'Clipboard for copies; auto tries tmux, then the desktop, then OSC 52' -r -f -a "auto\t''
system\t''
osc52\t''
off\t''"
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand doctor" -l try-clipboard -d 'Copy a text, read it back and remove it; this replaces what the clipboard holds'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand doctor" -l ascii -d 'Draw with ASCII characters only'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand doctor" -l json -d 'Print JSON; its first field is "schema": 1'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand login" -l user -d 'User to sign in as [default: the profile\'s username, or login asks]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand login" -l base-url -d 'Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand login" -l profile -d 'Profile of config.toml to use: its address, token and settings' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand login" -l remember -d 'Remember the token without asking, in $XDG_RUNTIME_DIR, until you log out of this machine'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand login" -s h -l help -d 'Print help'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand logout" -l profile -d 'Profile of config.toml to use: its address, token and settings' -r
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand logout" -s h -l help -d 'Print help'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand completions" -s h -l help -d 'Print help'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand man" -s h -l help -d 'Print help'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand exit-codes" -l json -d 'Print JSON; its first field is "schema": 1'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand exit-codes" -s h -l help -d 'Print help'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "demo" -d 'Run the browser on an embedded service; no account needed'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "list" -d 'List the secrets: a table on a terminal, lines of fields between tabs in a pipe'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "show" -d 'Show what is known of a secret, and the reference to it; never asks for its value'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "uses" -d 'Show the pods that use a secret, and where; never asks for its value'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "get" -d 'Print the value of a secret, byte for byte'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "run" -d 'Run a command with values of secrets in its environment'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "inject" -d 'Fill the values of secrets into a text, in place of ${secret:NAME} and ${secret:USER:NAME}'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "export" -d 'Print values as assignments for a shell, as a .env file or as JSON; never to a terminal'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "set" -d 'Give a secret another value, from standard input, a file or a prompt'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "create" -d 'Create a secret; the value is taken as by set'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "rm" -d 'Delete secrets, one after the other'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "rotate" -d 'Give a secret another value, and restart the pods that use it, one after the other'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "restart" -d 'Restart pods, one after the other, as rotate does; no value is changed'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "profiles" -d 'List the profiles, the source of each setting, and which profile is active'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "doctor" -d 'Check configuration, address, service, token, clipboard, terminal and memory'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "login" -d 'Get a token with your password, and remember it for later'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "logout" -d 'Remove the remembered tokens of one profile (--profile), or of all'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "completions" -d 'Print the completions for a shell'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "man" -d 'Print the manual page, or write the pages of all commands to a folder'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "exit-codes" -d 'Print the exit codes and their meaning'
complete -c tapis-secrets -n "__fish_tapis_secrets_using_subcommand help; and not __fish_seen_subcommand_from demo list show uses get run inject export set create rm rotate restart profiles doctor login logout completions man exit-codes help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
