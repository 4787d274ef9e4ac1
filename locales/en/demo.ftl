# The demo's data

demo-evidence =
    Sample material: { $name }

    Made by the demo: units, persons and figures are invented.

    Task: { $task }
    Date: { $date }
    Content: { $text }
