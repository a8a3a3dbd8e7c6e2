fault-kept = پارێزراو:
fault-next = هەنگاوی داهاتوو:
fault-blame-you = لێرە ڕاست دەکرێتەوە.
fault-blame-peer = لای لایەنەکەی تر.
fault-blame-operator = بۆ بەڕێوەبەری سێرڤەر.
fault-blame-us = هەڵەی بەرنامەکەیە.
fault-unreached = سێرڤەر وەڵام ناداتەوە. ئەوەی دەیبینیت دوا دۆخی خوێنراوەیە.
fault-unreached-next = بزانە سێرڤەرەکە کار دەکات و دەرگای تۆڕەکەی کراوەیە؛ ئەم پەڕەیە خۆی دووبارە هەوڵ دەداتەوە.
