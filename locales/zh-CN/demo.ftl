# 演示数据

demo-evidence =
    样例材料：{ $name }

    本文件由演示程序生成，单位、人员和数据均为虚构，仅供试用。

    任务：{ $task }
    日期：{ $date }
    内容：{ $text }
