fault-kept = المحفوظ:
fault-next = الخطوة التالية:
fault-blame-you = يُصحَّح هنا.
fault-blame-peer = لدى الطرف الآخر.
fault-blame-operator = على مشغّل الخادم.
fault-blame-us = خلل في البرنامج.
fault-unreached = الخادم لا يجيب. ما تراه هو آخر حالة قُرئت.
fault-unreached-next = تحقق من أن الخادم يعمل وأن منفذه متاح؛ تعيد هذه الصفحة المحاولة تلقائياً.
